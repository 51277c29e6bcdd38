package dev.mangrove.index;

import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.HashProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a list says of itself, as bytes: the section METADATA. Numbers are big-endian here; a text is
/// its length in four bytes and UTF-8, and a length of -1 means that there is none.
final class Metadata {

    private static final int TEXT_BYTES_MAX = 1 << 20;
    private static final int SOURCES_MAX = 1 << 20;

    private Metadata() {}

    static byte[] toBytes(HashListHeader header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        putText(out, header.name());
        putText(out, header.version());
        putText(out, header.origin());
        if (header.scheme().isPresent()) {
            putText(out, header.scheme().get());
        } else {
            out.writeInt(-1);
        }
        putText(out, header.profile().label());
        for (EntryRole role : EntryRole.values()) {
            out.writeLong(header.roles().getOrDefault(role, 0L));
        }
        out.writeInt(header.sources().size());
        for (HashListHeader.Source source : header.sources()) {
            putText(out, source.fileName());
            putText(out, source.format());
            putText(out, source.sha256());
            out.writeLong(source.rows());
            out.writeLong(source.refused());
        }
        return bytes.toByteArray();
    }

    /// @throws IOException where the bytes are not such a section
    static HashListHeader read(byte[] metadata, FileHeader file) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(metadata));
        String name = text(in);
        String version = text(in);
        String origin = text(in);
        Optional<String> scheme = optionalText(in);
        HashProfile profile = profile(text(in));
        Map<EntryRole, Long> roles = new EnumMap<>(EntryRole.class);
        for (EntryRole role : EntryRole.values()) {
            roles.put(role, in.readLong());
        }
        int count = in.readInt();
        if (count < 0 || count > SOURCES_MAX) {
            throw new IOException(count + " sources");
        }
        List<HashListHeader.Source> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(new HashListHeader.Source(text(in), text(in), text(in), in.readLong(), in.readLong()));
        }
        return new HashListHeader(
                name,
                version,
                origin,
                scheme,
                profile,
                file.entries(),
                Map.of(DigestKind.MD5, file.md5(), DigestKind.SHA1, file.sha1(), DigestKind.SHA256, file.sha256()),
                file.pdq(),
                file.nearMatchable(),
                roles,
                sources);
    }

    private static HashProfile profile(String label) throws IOException {
        for (HashProfile profile : HashProfile.values()) {
            if (profile.label().equals(label)) {
                return profile;
            }
        }
        throw new IOException("the profile " + label);
    }

    private static void putText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > TEXT_BYTES_MAX) {
            throw new IOException("a list's name, version, origin, scheme and sources have at most " + TEXT_BYTES_MAX
                    + " bytes each, this one has " + utf8.length);
        }
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        return optionalText(in).orElseThrow(() -> new IOException("a text is missing"));
    }

    private static Optional<String> optionalText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == -1) {
            return Optional.empty();
        }
        if (length < 0 || length > TEXT_BYTES_MAX) {
            throw new IOException("a text of " + length + " bytes");
        }
        byte[] utf8 = new byte[length];
        in.readFully(utf8);
        return Optional.of(new String(utf8, StandardCharsets.UTF_8));
    }
}
