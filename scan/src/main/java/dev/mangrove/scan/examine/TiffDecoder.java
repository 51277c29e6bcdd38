package dev.mangrove.scan.examine;

import java.io.IOException;

/// TIFF and BigTIFF through the library's readers: all pages up to the limit.
final class TiffDecoder implements PictureDecoder {

    private static final int WORKING_BYTES_PER_PIXEL = 3;

    @Override
    public void decode(Content content, PictureBuilder picture) throws IOException, PictureRefusedException {
        TiffHeader header = TiffHeader.parse(content);
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
