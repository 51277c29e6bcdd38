package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Tells archives, compressed streams and web archives.
final class ContainerSniffer {

    private static final int TAR_BLOCK_BYTES = 512;
    private static final int TAR_CHECKSUM_OFFSET = 148;

    private ContainerSniffer() {}

    static Optional<MediaType> sniff(Head h) {
        if (h.has(0, 'P', 'K', 3, 4) || h.has(0, 'P', 'K', 5, 6) || h.has(0, 'P', 'K', 7, 8)) {
            return Optional.of(MediaType.ZIP);
        }
        if (h.has(0, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C)) {
            return Optional.of(MediaType.SEVEN_Z);
        }
        if (h.has(0, 'R', 'a', 'r', '!', 0x1A, 7, 0) || h.has(0, 'R', 'a', 'r', '!', 0x1A, 7, 1, 0)) {
            return Optional.of(MediaType.RAR);
        }
        if (h.has(0, 0x1F, 0x8B, 8)) {
            return Optional.of(beginsWithWarc(h) ? MediaType.WARC : MediaType.GZIP);
        }
        if (h.hasText(0, "BZh")
                && h.at(3) >= '1'
                && h.at(3) <= '9'
                && (h.has(4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59) || h.has(4, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90))) {
            return Optional.of(MediaType.BZIP2);
        }
        if (h.has(0, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return Optional.of(MediaType.XZ);
        }
        if (h.has(0, 0x28, 0xB5, 0x2F, 0xFD)) {
            return Optional.of(MediaType.ZSTD);
        }
        if (h.hasText(0, "WARC/0.") || h.hasText(0, "WARC/1.")) {
            return Optional.of(MediaType.WARC);
        }
        return isTar(h) ? Optional.of(MediaType.TAR) : Optional.empty();
    }

    /// Inflates the first few bytes behind a gzip header that may carry extra fields and a name.
    private static boolean beginsWithWarc(Head h) {
        int flags = h.at(3);
        int offset = 10;
        if ((flags & 4) != 0) {
            offset += 2 + Math.max(h.uint16Little(offset), 0);
        }
        if ((flags & 8) != 0) {
            offset = behindZero(h, offset);
        }
        if ((flags & 16) != 0) {
            offset = behindZero(h, offset);
        }
        if ((flags & 2) != 0) {
            offset += 2;
        }
        if (offset >= h.length()) {
            return false;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(h.bytes(), offset, h.length() - offset);
            byte[] first = new byte[7];
            int got = 0;
            while (got < first.length) {
                int n = inflater.inflate(first, got, first.length - got);
                if (n == 0) {
                    break;
                }
                got += n;
            }
            String text = new String(first, 0, got, StandardCharsets.ISO_8859_1);
            return text.equals("WARC/1.") || text.equals("WARC/0.");
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static int behindZero(Head h, int offset) {
        int at = offset;
        while (at < h.length() && h.at(at) != 0) {
            at++;
        }
        return at + 1;
    }

    /// `ustar`, or the header of before it: the checksum must hold either way, so that no other file
    /// with the word at the right place is taken for an archive. Old programs summed signed bytes.
    private static boolean isTar(Head h) {
        if (h.length() < TAR_BLOCK_BYTES || h.at(0) == 0) {
            return false;
        }
        long stated = octal(h, TAR_CHECKSUM_OFFSET, 8);
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < TAR_BLOCK_BYTES; i++) {
            boolean inChecksum = i >= TAR_CHECKSUM_OFFSET && i < TAR_CHECKSUM_OFFSET + 8;
            int value = inChecksum ? ' ' : h.at(i);
            unsigned += value;
            signed += (byte) value;
        }
        return stated > 0 && (stated == unsigned || stated == signed);
    }

    private static long octal(Head h, int offset, int count) {
        long value = 0;
        boolean digits = false;
        for (int i = offset; i < offset + count; i++) {
            int c = h.at(i);
            if (c >= '0' && c <= '7') {
                value = value * 8 + (c - '0');
                digits = true;
            } else if (digits) {
                break;
            } else if (c != ' ') {
                return -1;
            }
        }
        return digits ? value : -1;
    }
}
