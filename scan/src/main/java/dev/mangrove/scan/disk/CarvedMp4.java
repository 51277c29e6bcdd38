package dev.mangrove.scan.disk;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Steps over the boxes of an MP4, a MOV or a HEIC file, until one comes that none of these has.
final class CarvedMp4 {

    private static final int BOXES_MAX = 1_000_000;
    private static final Set<String> BOXES = Set.of(
            "ftyp", "moov", "mdat", "free", "skip", "wide", "uuid", "moof", "mfra", "sidx", "ssix", "styp", "udta",
            "meta", "pdin", "emsg", "prft", "pnot", "junk", "idat");

    private CarvedMp4() {}

    static Optional<Carved> walk(StretchBytes in, long offset) throws IOException {
        long at = offset;
        boolean index = false;
        boolean data = false;
        boolean cut = false;
        String brand = text(in, offset + 8);
        for (int i = 0; i < BOXES_MAX; i++) {
            String type = text(in, at + 4);
            long size = size(in, at);
            if (!BOXES.contains(type) || size < 8 || (i > 0 && type.equals("ftyp"))) {
                break;
            }
            index |= type.equals("moov") || type.equals("meta");
            data |= type.equals("mdat") || type.equals("moof") || type.equals("idat");
            cut = size > in.end() - at;
            at = cut ? in.end() : at + size;
            if (cut) {
                break;
            }
        }
        return index && data ? Optional.of(new Carved(offset, at, !cut, extension(brand))) : Optional.empty();
    }

    private static long size(StretchBytes in, long at) throws IOException {
        long size = in.uint32(at);
        if (size != 1) {
            return size;
        }
        long high = in.uint32(at + 8);
        long low = in.uint32(at + 12);
        return high < 0 || low < 0 || high > 0xFFFF ? -1 : high << 32 | low;
    }

    private static String text(StretchBytes in, long at) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            int c = in.at(at + i);
            text.append(c < 0x20 || c > 0x7E ? '?' : (char) c);
        }
        return text.toString();
    }

    private static String extension(String brand) {
        return switch (brand) {
            case "heic", "heix", "mif1", "msf1", "hevc" -> "heic";
            case "avif", "avis" -> "avif";
            case "qt  " -> "mov";
            default -> "mp4";
        };
    }
}
