package dev.mangrove.scan.examine;

import dev.mangrove.scan.examine.vips.VipsLoader;
import dev.mangrove.scan.item.MediaType;

/// Which decoder reads which type.
final class Decoders {

    // Native memory at the peak for a pixel of three bands of one byte, rounded up from what was measured.
    private static final int HEIF_BYTES_PER_PIXEL = 12;
    private static final int JPEG_2000_BYTES_PER_PIXEL = 24;
    private static final int JPEG_XL_BYTES_PER_PIXEL = 32;

    private Decoders() {}

    static PictureDecoder of(MediaType type) {
        return switch (type) {
            case JPEG -> new JpegDecoder();
            case PNG -> new PngDecoder();
            case GIF -> new GifDecoder();
            case ICO -> new IconDecoder();
            case BMP -> new LibraryDecoder(ImageReaders::bmp, 1, false);
            case WEBP -> new WebpDecoder();
            case TIFF -> new TiffDecoder();
            // The composite alone: layers would hash what nobody sees.
            case PSD -> new LibraryDecoder(ImageReaders::psd, 2, false);
            case HEIC, AVIF -> new VipsDecoder(VipsLoader.HEIF, HEIF_BYTES_PER_PIXEL);
            case JPEG_2000 -> new VipsDecoder(VipsLoader.JPEG_2000, JPEG_2000_BYTES_PER_PIXEL);
            case JPEG_XL -> new VipsDecoder(VipsLoader.JPEG_XL, JPEG_XL_BYTES_PER_PIXEL);
            default -> throw new IllegalArgumentException("no decoder for " + type);
        };
    }
}
