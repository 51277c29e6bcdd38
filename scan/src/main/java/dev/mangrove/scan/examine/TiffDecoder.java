package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.util.Set;

/// TIFF and BigTIFF through the library's readers: all pages up to the limit.
final class TiffDecoder implements PictureDecoder {

    private static final int WORKING_BYTES_PER_PIXEL = 3;

    /// SGI log, JPEG 2000, LERC, LZMA, Zstandard, WebP, JPEG XL: sound pictures that the library cannot read.
    private static final Set<Integer> NOT_UNPACKED = Set.of(34676, 34677, 34712, 34887, 34925, 50000, 50001, 50002);

    @Override
    public void decode(Content content, PictureBuilder picture) throws IOException, PictureRefusedException {
        TiffHeader header = TiffHeader.parse(content);
        if (NOT_UNPACKED.contains(header.compression())) {
            throw new PictureRefusedException(
                    Reason.UNSUPPORTED,
                    "its pixels are packed with TIFF compression " + header.compression()
                            + ", which this version cannot unpack");
        }
        if (header.reducedResolution()) {
            picture.note(PictureNote.THUMBNAIL_ONLY);
        }
        byte[] start = content.bytes(0, 4);
        boolean big = start[2] == 43 || start[3] == 43;
        new LibraryDecoder(big ? ImageReaders::bigTiff : ImageReaders::tiff, WORKING_BYTES_PER_PIXEL, true)
                .withBitsPerSample(header.bitsPerSample())
                .decode(content, picture);
    }
}
