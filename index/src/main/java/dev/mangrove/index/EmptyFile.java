package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;

/// The digests of the file without bytes. Lists do contain them; each would match every empty file.
final class EmptyFile {

    private static final Digest MD5 = Digest.fromHex(DigestKind.MD5, "d41d8cd98f00b204e9800998ecf8427e");
    private static final Digest SHA1 = Digest.fromHex(DigestKind.SHA1, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    private static final Digest SHA256 =
            Digest.fromHex(DigestKind.SHA256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private EmptyFile() {}

    static boolean has(Digest digest) {
        return digest.equals(
                switch (digest.kind()) {
                    case MD5 -> MD5;
                    case SHA1 -> SHA1;
                    case SHA256 -> SHA256;
                });
    }
}
