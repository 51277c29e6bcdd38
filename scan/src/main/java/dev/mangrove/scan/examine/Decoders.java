package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;
import java.io.IOException;
import javax.imageio.ImageReader;

/// Which decoder reads which type.
final class Decoders {

    private Decoders() {}

    static PictureDecoder of(MediaType type) {
        return switch (type) {
            case JPEG -> new JpegDecoder();
            case PNG -> new PngDecoder();
            case GIF -> new GifDecoder();
            case ICO -> new IconDecoder();
            case BMP -> new LibraryDecoder(content -> ImageReaders.bmp(), 1, true);
            case WEBP -> new LibraryDecoder(content -> ImageReaders.webp(), 4, false);
            case TIFF -> new LibraryDecoder(Decoders::tiff, 3, false);
            // The composite alone: layers would hash what nobody sees.
            case PSD -> new LibraryDecoder(content -> ImageReaders.psd(), 2, true);
            default -> throw new IllegalArgumentException("no decoder for " + type);
        };
    }

    private static ImageReader tiff(Content content) throws IOException {
        byte[] start = new byte[4];
        int got = content.read(0, start, 0, 4);
        Head h = new Head(start, got);
        boolean big = h.at(2) == 43 || h.at(3) == 43;
        return big ? ImageReaders.bigTiff() : ImageReaders.tiff();
    }
}
