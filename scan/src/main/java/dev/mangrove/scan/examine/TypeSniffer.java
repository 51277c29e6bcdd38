package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;
import java.util.Optional;

/// Tells what a file is from its first bytes.
///
/// A signature of two bytes, such as `BM`, never makes a picture alone: what follows must be a header
/// that a decoder could accept. Where nothing fits the answer is text or [MediaType#UNKNOWN].
public final class TypeSniffer {

    /// How many first bytes are enough; fewer are fine for a short file. A disc (ISO 9660) says what it is only
    /// behind 32 KB.
    public static final int HEAD_BYTES = 34 << 10;

    private TypeSniffer() {}

    /// The type of content that begins with `head`.
    public static MediaType sniff(byte[] head, int length) {
        Head h = new Head(head, Math.min(length, head.length));
        return picture(h)
                .or(() -> IsoMediaSniffer.sniff(h))
                .or(() -> VideoSniffer.sniff(h))
                .or(() -> ContainerSniffer.sniff(h))
                .or(() -> document(h))
                .or(() -> DiskSniffer.sniff(h))
                .or(() -> MailSniffer.sniff(h))
                .orElseGet(() -> TextSniffer.sniff(h));
    }

    private static Optional<MediaType> picture(Head h) {
        if (h.has(0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(MediaType.JPEG);
        }
        if (h.has(0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of(MediaType.PNG);
        }
        if (h.hasText(0, "GIF87a") || h.hasText(0, "GIF89a")) {
            return Optional.of(MediaType.GIF);
        }
        if (h.hasText(0, "RIFF") && h.hasText(8, "WEBP")) {
            return Optional.of(MediaType.WEBP);
        }
        if (isBmp(h)) {
            return Optional.of(MediaType.BMP);
        }
        if (isCameraRaw(h)) {
            return Optional.of(MediaType.CAMERA_RAW);
        }
        if (isTiff(h)) {
            return Optional.of(MediaType.TIFF);
        }
        if (isIconOrCursor(h)) {
            return Optional.of(MediaType.ICO);
        }
        if (h.hasText(0, "8BPS") && (h.uint16(4) == 1 || h.uint16(4) == 2)) {
            return Optional.of(MediaType.PSD);
        }
        if (h.has(0, 0, 0, 0, 12, 'j', 'P', ' ', ' ', 0x0D, 0x0A, 0x87, 0x0A)
                || h.has(0, 0xFF, 0x4F, 0xFF, 0x51, 0x00)) {
            return Optional.of(MediaType.JPEG_2000);
        }
        if (h.has(0, 0, 0, 0, 12, 'J', 'X', 'L', ' ', 0x0D, 0x0A, 0x87, 0x0A) || h.has(0, 0xFF, 0x0A)) {
            return Optional.of(MediaType.JPEG_XL);
        }
        return Optional.empty();
    }

    /// `BM`, then an information header of a known size and at least one plane: text that begins so has
    /// printable bytes there.
    private static boolean isBmp(Head h) {
        if (!h.has(0, 'B', 'M') || h.length() < 26) {
            return false;
        }
        long headerBytes = h.uint32Little(14);
        return headerBytes == 12 || headerBytes == 16 || (headerBytes >= 40 && headerBytes <= 255 && h.at(15) == 0);
    }

    private static boolean isTiff(Head h) {
        return h.has(0, 'I', 'I', 42, 0)
                || h.has(0, 'M', 'M', 0, 42)
                || h.has(0, 'I', 'I', 43, 0, 8, 0)
                || h.has(0, 'M', 'M', 0, 43, 0, 8);
    }

    /// Raw formats whose first directory a TIFF decoder cannot be trusted with.
    private static boolean isCameraRaw(Head h) {
        return (h.has(0, 'I', 'I', 42, 0) && h.hasText(8, "CR"))
                || h.hasText(0, "FUJIFILMCCD-RAW")
                || h.hasText(0, "IIRO")
                || h.hasText(0, "IIRS")
                || h.hasText(0, "MMOR")
                || h.has(0, 'I', 'I', 'U', 0);
    }

    /// The first entry must point behind the directory at a plausible size: the signature alone is four
    /// bytes of which three are zero.
    private static boolean isIconOrCursor(Head h) {
        if (!(h.has(0, 0, 0, 1, 0) || h.has(0, 0, 0, 2, 0)) || h.length() < 22) {
            return false;
        }
        int entries = h.uint16Little(4);
        boolean icon = h.at(2) == 1;
        boolean entryIsPlausible = h.at(9) == 0 && (!icon || (h.uint16Little(10) <= 1 && h.uint16Little(12) <= 32));
        long imageBytes = h.uint32Little(14);
        long imageOffset = h.uint32Little(18);
        return entries > 0 && entryIsPlausible && imageBytes >= 16 && imageOffset >= 6 + 16L * Math.min(entries, 1);
    }

    private static Optional<MediaType> document(Head h) {
        if (h.hasText(0, "%PDF-")) {
            return Optional.of(MediaType.PDF);
        }
        if (h.hasText(0, "SQLite format 3\0")) {
            return Optional.of(MediaType.SQLITE);
        }
        return Optional.empty();
    }
}
