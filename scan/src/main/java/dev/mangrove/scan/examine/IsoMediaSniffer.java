package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;
import java.util.Optional;

/// Tells apart what begins with an ISO base media `ftyp` box (ISO/IEC 14496-12), by its brands.
final class IsoMediaSniffer {

    private IsoMediaSniffer() {}

    static Optional<MediaType> sniff(Head h) {
        if (h.hasText(4, "ftyp")) {
            return Optional.of(byBrands(h));
        }
        // Films of before the brands begin with one of these boxes.
        boolean oldFilm = h.hasText(4, "moov") || h.hasText(4, "mdat") || h.hasText(4, "wide") || h.hasText(4, "skip");
        if (oldFilm && h.uint32(0) >= 8 || h.hasText(4, "moov") || (h.hasText(4, "mdat") && h.uint32(0) <= 1)) {
            return Optional.of(MediaType.QUICKTIME);
        }
        return Optional.empty();
    }

    private static MediaType byBrands(Head h) {
        int end = (int) Math.min(Math.max(h.uint32(0), 16), h.length());
        MediaType major = ofBrand(h.text(8, 4)).orElse(MediaType.UNKNOWN);
        if (major != MediaType.UNKNOWN && major != MediaType.HEIC) {
            return major;
        }
        // `mif1` and `msf1` say only "picture": the codec is among the compatible brands.
        for (int offset = 16; offset + 4 <= end; offset += 4) {
            Optional<MediaType> compatible = ofBrand(h.text(offset, 4));
            if (compatible.isPresent() && (major == MediaType.UNKNOWN || compatible.get() == MediaType.AVIF)) {
                return compatible.get();
            }
        }
        return major == MediaType.UNKNOWN ? MediaType.MP4 : major;
    }

    private static Optional<MediaType> ofBrand(String brand) {
        return switch (brand) {
            case "heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "mif1", "mif2", "msf1" ->
                Optional.of(MediaType.HEIC);
            case "avif", "avis" -> Optional.of(MediaType.AVIF);
            case "crx " -> Optional.of(MediaType.CAMERA_RAW);
            case "jp2 ", "jpx ", "jpm " -> Optional.of(MediaType.JPEG_2000);
            case "jxl " -> Optional.of(MediaType.JPEG_XL);
            case "qt  " -> Optional.of(MediaType.QUICKTIME);
            case "M4A ", "M4B ", "M4P " -> Optional.of(MediaType.MP4_AUDIO);
            default ->
                brand.startsWith("3g")
                        ? Optional.of(MediaType.THREE_GPP)
                        : brand.startsWith("mp4") || brand.startsWith("iso") || brand.startsWith("M4V")
                                ? Optional.of(MediaType.MP4)
                                : Optional.empty();
        };
    }
}
