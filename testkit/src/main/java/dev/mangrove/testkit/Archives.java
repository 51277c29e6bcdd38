package dev.mangrove.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Archives in memory in one call each. For lies, streams and raw names use [ZipWriter],
/// [TarWriter] and [WarcWriter].
///
/// ```java
/// byte[] zip = Archives.zip(Map.of("DCIM/a.jpg", jpeg));
/// byte[] damaged = Archives.build(out -> {
///     ZipWriter writer = new ZipWriter(out);
///     writer.add("a.jpg", jpeg).add(ZipMember.of("b.jpg", other).encrypted("secret"));
///     writer.finishWithDamagedDirectory();
/// });
/// ```
public final class Archives {

    private Archives() {}

    /// Something that writes an archive.
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /// What `writing` writes, in memory.
    public static byte[] build(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot refuse a write", e);
        }
        return out.toByteArray();
    }

    /// Deflated members in the map's order.
    public static byte[] zip(Map<String, byte[]> members) {
        return build(out -> {
            ZipWriter zip = new ZipWriter(out);
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.add(member.getKey(), member.getValue());
            }
            zip.finish();
        });
    }

    /// Every member encrypted in the traditional way.
    public static byte[] encryptedZip(Map<String, byte[]> members, String password) {
        return build(out -> {
            ZipWriter zip = new ZipWriter(out);
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.add(ZipMember.of(member.getKey(), member.getValue()).encrypted(password));
            }
            zip.finish();
        });
    }

    /// Files in the map's order.
    public static byte[] tar(Map<String, byte[]> files) {
        return build(out -> {
            TarWriter tar = new TarWriter(out);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                tar.file(file.getKey(), file.getValue());
            }
            tar.finish();
        });
    }

    public static byte[] gzip(byte[] content) {
        return build(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
        });
    }

    /// A Brotli stream (RFC 7932) of uncompressed meta-blocks: sound, though it saves nothing.
    public static byte[] brotli(byte[] content) {
        int blockBytes = 1 << 16;
        return build(out -> {
            // The first bit of a stream is the size of its window: 0 for 64 KiB.
            int windowBits = 1;
            for (int from = 0; from < content.length; from += blockBytes) {
                int length = Math.min(blockBytes, content.length - from);
                // Not the last; four nibbles of length; the length less one; uncompressed.
                int header = ((length - 1) << 3 | 1 << 19) << windowBits;
                out.write(header);
                out.write(header >> 8);
                out.write(header >> 16);
                out.write(content, from, length);
                windowBits = 0;
            }
            int lastAndEmpty = 3;
            out.write(lastAndEmpty << windowBits);
        });
    }
}
