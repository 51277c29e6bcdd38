package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// Finds the block of EXIF data, a small TIFF structure of its own, within a picture.
final class ExifBlock {

    static final int BLOCK_BYTES_MAX = 1 << 20;
    private static final int TIFF_BYTES_MAX = 16 << 20;
    private static final int CHUNKS_MAX = 10_000;
    private static final int PSD_EXIF_RESOURCE = 1058;
    private static final int UUID_BYTES = 16;

    private ExifBlock() {}

    static Optional<byte[]> find(MediaType type, Content content) throws IOException, PictureRefusedException {
        try {
            return switch (type) {
                case JPEG -> JpegLayout.parse(content).exif();
                case PNG -> inPng(content);
                case WEBP -> inWebp(content);
                case PSD -> inPsd(content);
                case JPEG_2000, JPEG_XL -> inBoxes(content);
                case TIFF ->
                    content.size() <= TIFF_BYTES_MAX && !isBigTiff(content)
                            ? Optional.of(content.bytes(0, (int) content.size()))
                            : Optional.empty();
                default -> Optional.empty();
            };
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    /// The library that reads the block knows 32-bit offsets only.
    private static boolean isBigTiff(Content content) throws IOException {
        byte[] start = content.bytes(0, 4);
        return start[2] == 43 || start[3] == 43;
    }

    private static Optional<byte[]> inPng(Content content) throws IOException {
        ContentReader reader = new ContentReader(content, 8);
        for (int i = 0; i < CHUNKS_MAX; i++) {
            long length = reader.uint32();
            long type = reader.uint32();
            if (type == 0x65584966) {
                return block(content, reader.position(), length);
            }
            if (type == 0x49454E44) {
                return Optional.empty();
            }
            reader.seek(reader.position() + length + 4);
        }
        return Optional.empty();
    }

    private static Optional<byte[]> inWebp(Content content) throws IOException {
        ContentReader reader = new ContentReader(content, 12);
        for (int i = 0; i < CHUNKS_MAX; i++) {
            long type = reader.uint32();
            long length = reader.uint16Little() | (long) reader.uint16Little() << 16;
            if (type == 0x45584946) {
                return block(content, reader.position(), length);
            }
            reader.seek(reader.position() + length + (length & 1));
        }
        return Optional.empty();
    }

    private static Optional<byte[]> inPsd(Content content) throws IOException {
        ContentReader reader = new ContentReader(content, 26);
        long coloursBytes = reader.uint32();
        reader.seek(reader.position() + coloursBytes);
        long end = reader.uint32();
        end += reader.position();
        for (int i = 0; i < CHUNKS_MAX && reader.position() + 12 <= end; i++) {
            if (reader.uint32() != 0x3842494D) {
                return Optional.empty();
            }
            int id = reader.uint16();
            int nameLength = reader.uint8();
            reader.seek(reader.position() + nameLength + (1 - (nameLength & 1)));
            long length = reader.uint32();
            if (id == PSD_EXIF_RESOURCE) {
                return block(content, reader.position(), length);
            }
            reader.seek(reader.position() + length + (length & 1));
        }
        return Optional.empty();
    }

    /// JPEG 2000 keeps it in a box whose identifier spells `JpgTiffExif->JP2`, JPEG XL in a box of its own,
    /// behind four bytes.
    private static Optional<byte[]> inBoxes(Content content) throws IOException {
        ContentReader reader = new ContentReader(content, 0);
        for (int i = 0; i < CHUNKS_MAX; i++) {
            long start = reader.position();
            long length = reader.uint32();
            long type = reader.uint32();
            if (length < 8) {
                return Optional.empty();
            }
            if (type == 0x75756964 && length > 8 + UUID_BYTES) {
                byte[] uuid = content.bytes(reader.position(), UUID_BYTES);
                if (new Head(uuid, UUID_BYTES).hasText(0, "JpgTiffExif->JP2")) {
                    return block(content, reader.position() + UUID_BYTES, length - 8 - UUID_BYTES);
                }
            } else if (type == 0x45786966) {
                return block(content, reader.position() + 4, length - 12);
            }
            reader.seek(start + length);
        }
        return Optional.empty();
    }

    private static Optional<byte[]> block(Content content, long position, long length) throws IOException {
        if (length < 8 || length > BLOCK_BYTES_MAX) {
            return Optional.empty();
        }
        return Optional.of(withoutPrefix(content.bytes(position, (int) length)));
    }

    /// Some writers put the JPEG segment's own beginning in front.
    static byte[] withoutPrefix(byte[] bytes) {
        boolean prefixed = new Head(bytes, bytes.length).hasText(0, "Exif\0\0");
        return prefixed ? Arrays.copyOfRange(bytes, 6, bytes.length) : bytes;
    }
}
