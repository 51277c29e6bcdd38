package dev.mangrove.scan.workspace;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Frame;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.walk.WalkLimits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Items for tests: made from numbers and names, without any file.
public final class DrawnItems {

    public static final ScanSettings SETTINGS =
            new ScanSettings(HashProfile.REFERENCE, 10, 512, 256, 1_000, WalkLimits.STANDARD, "1");

    public static final List<CaptureRoot> CAPTURES =
            List.of(new CaptureRoot(1, "phone", RawName.ofText("/gone/phone"), CaptureRoot.Kind.FOLDER));

    private DrawnItems() {}

    public static ItemRecord file(String path, Examination examination) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return new ItemRecord(
                1,
                RawName.ofText(path),
                0,
                OptionalLong.empty(),
                RawName.ofText(name),
                path,
                ItemOrigin.UNKNOWN,
                examination);
    }

    public static ItemRecord member(String top, long sequence, long parent, String name, Examination examination) {
        return new ItemRecord(
                1,
                RawName.ofText(top),
                sequence,
                OptionalLong.of(parent),
                RawName.ofText(name),
                top + "!/" + name,
                ItemOrigin.UNKNOWN,
                examination);
    }

    public static Examination text(String content) {
        return new Examination.DigestsOnly(digests(content), "text/plain", List.of());
    }

    public static Examination unsupported(String content, String type) {
        return new Examination.NotExamined(
                Optional.of(digests(content)),
                Optional.of(type),
                Reason.UNSUPPORTED,
                "no decoder for " + type,
                List.of());
    }

    public static Examination picture(String content, PdqHash... frames) {
        return picture(content, 1000, 800, CameraFacts.NONE, fingerprints(frames));
    }

    public static Examination picture(
            String content, int width, int height, CameraFacts camera, List<PdqFingerprint> frames) {
        List<Frame> further = new ArrayList<>();
        for (int i = 1; i < frames.size(); i++) {
            further.add(new Frame(i, frames.get(i)));
        }
        return new Examination.PictureExamined(
                digests(content), "image/jpeg", width, height, frames.getFirst(), further, camera, List.of());
    }

    /// A fingerprint for each hash; the other orientations are far from everything.
    public static List<PdqFingerprint> fingerprints(PdqHash... hashes) {
        return java.util.Arrays.stream(hashes)
                .map(hash -> fingerprint(hash, 100))
                .toList();
    }

    public static PdqFingerprint fingerprint(PdqHash upright, int quality) {
        SplittableRandom random = new SplittableRandom(upright.hashCode());
        List<PdqHash> orientations = new ArrayList<>(List.of(upright));
        while (orientations.size() < 8) {
            orientations.add(hash(random));
        }
        return new PdqFingerprint(orientations, quality);
    }

    /// A hash with 128 bits set.
    public static PdqHash hash(SplittableRandom random) {
        long[] words = new long[4];
        for (int set = 0; set < 128; ) {
            int bit = random.nextInt(256);
            long mask = 1L << (bit & 63);
            if ((words[bit >> 6] & mask) == 0) {
                words[bit >> 6] |= mask;
                set++;
            }
        }
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    /// A hash at exactly this distance, with no more bits set than before.
    public static PdqHash near(PdqHash hash, int distanceBits, SplittableRandom random) {
        long[] words = {hash.word0(), hash.word1(), hash.word2(), hash.word3()};
        long[] touched = new long[4];
        int cleared = (distanceBits + 1) / 2;
        for (int changed = 0; changed < distanceBits; ) {
            int bit = random.nextInt(256);
            long mask = 1L << (bit & 63);
            boolean isSet = (words[bit >> 6] & mask) != 0;
            if ((touched[bit >> 6] & mask) != 0 || isSet != (changed < cleared)) {
                continue;
            }
            words[bit >> 6] ^= mask;
            touched[bit >> 6] |= mask;
            changed++;
        }
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    public static ContentDigests digests(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new ContentDigests(
                bytes.length,
                digest(DigestKind.MD5, bytes),
                digest(DigestKind.SHA1, bytes),
                digest(DigestKind.SHA256, bytes));
    }

    private static Digest digest(DigestKind kind, byte[] bytes) {
        try {
            return Digest.of(kind, MessageDigest.getInstance(kind.algorithm()).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
