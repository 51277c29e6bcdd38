package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;

/// Which decoder reads which type.
final class Decoders {

    private Decoders() {}

    static PictureDecoder of(MediaType type) {
        return switch (type) {
            case JPEG -> new JpegDecoder();
            case PNG -> new PngDecoder();
            case GIF -> new GifDecoder();
            case ICO -> new IconDecoder();
            case BMP -> new LibraryDecoder(ImageReaders::bmp, 1, false);
            case WEBP -> new LibraryDecoder(ImageReaders::webp, 4, true);
            case TIFF -> new TiffDecoder();
            // The composite alone: layers would hash what nobody sees.
            case PSD -> new LibraryDecoder(ImageReaders::psd, 2, false);
            default -> throw new IllegalArgumentException("no decoder for " + type);
        };
    }
}
