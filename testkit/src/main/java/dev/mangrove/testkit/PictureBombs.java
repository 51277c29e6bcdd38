package dev.mangrove.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Small picture files that ask a decoder for much memory or much time.
public final class PictureBombs {

    /// What the forms with 16 bits for a side can declare at most.
    public static final int SIDE_16_BITS = 65_535;

    private PictureBombs() {}

    /// A PNG whose header declares these sides of RGB and whose data are a few bytes.
    public static byte[] pngDeclaring(int width, int height) {
        return png(header(width, height, 8, 2), chunk("IDAT", deflated(1_000)));
    }

    /// A sound PNG, black, one bit a pixel: nearly nothing as a file, `width * height` pixels as a picture.
    public static byte[] pngBlack(int width, int height) {
        long rowBytes = 1 + (width + 7L) / 8;
        return png(header(width, height, 1, 0), chunk("IDAT", deflated(rowBytes * height)));
    }

    /// A sound small PNG with a compressed comment that unpacks to `textBytes`.
    public static byte[] pngWithInflatingComment(long textBytes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("Comment\0\0".getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(deflated(textBytes));
        byte[] picture = deflated(8 * (1 + 8L));
        return png(header(8, 8, 8, 0), chunk("zTXt", text.toByteArray()), chunk("IDAT", picture));
    }

    /// 35 bytes that declare a GIF of 65,535 x 65,535.
    public static byte[] gif35Bytes() {
        LittleEndian gif = new LittleEndian().bytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        gif.u16(SIDE_16_BITS).u16(SIDE_16_BITS).u8(0x80).u8(0).u8(0).bytes(new byte[6]);
        gif.u8(0x2c).u16(0).u16(0).u16(SIDE_16_BITS).u16(SIDE_16_BITS).u8(0);
        return gif.u8(2).u8(1).u8(0x44).u8(0).u8(0x3b).u8(0).toByteArray();
    }

    /// A GIF of one black pixel repeated as so many frames.
    public static byte[] gifOfFrames(int frames) {
        LittleEndian gif = new LittleEndian().bytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        gif.u16(1).u16(1).u8(0x80).u8(0).u8(0).bytes(new byte[6]);
        for (int i = 0; i < frames; i++) {
            gif.u8(0x2c).u16(0).u16(0).u16(1).u16(1).u8(0);
            gif.u8(2).u8(2).u8(0x44).u8(1).u8(0);
        }
        return gif.u8(0x3b).toByteArray();
    }

    /// A BMP header for these sides at 24 bits, and no pixels.
    public static byte[] bmpDeclaring(int width, int height) {
        LittleEndian bmp = new LittleEndian().u8('B').u8('M').u32(54).u32(0).u32(54);
        bmp.u32(40)
                .u32(width)
                .u32(height)
                .u16(1)
                .u16(24)
                .u32(0)
                .u32(0)
                .u32(0)
                .u32(0)
                .u32(0)
                .u32(0);
        return bmp.toByteArray();
    }

    /// A TIFF of one strip that declares these sides of 8-bit grey, and a few bytes of pixels.
    public static byte[] tiffDeclaring(int width, int height) {
        return tiff(width, height, 0);
    }

    /// A TIFF of 8 x 8 whose list of pages leads back to its first page.
    public static byte[] tiffWithLoop() {
        return tiff(8, 8, 8);
    }

    /// A JPEG with the sides in its frame header replaced.
    public static byte[] jpegDeclaring(byte[] jpeg, int width, int height) {
        byte[] bytes = jpeg.clone();
        for (int at = 2; at + 9 < bytes.length; ) {
            int marker = bytes[at + 1] & 0xff;
            if (marker >= 0xc0 && marker <= 0xc2) {
                ByteBuffer.wrap(bytes).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                return bytes;
            }
            at += 2 + (((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff));
        }
        throw new IllegalArgumentException("the bytes have no JPEG frame header");
    }

    private static byte[] tiff(int width, int height, int nextDirectory) {
        int[][] fields = {
            {256, 4, 1, width},
            {257, 4, 1, height},
            {258, 3, 1, 8},
            {259, 3, 1, 1},
            {262, 3, 1, 1},
            {273, 4, 1, 122},
            {277, 3, 1, 1},
            {278, 4, 1, height},
            {279, 4, 1, 64}
        };
        LittleEndian tiff = new LittleEndian().u8('I').u8('I').u16(42).u32(8).u16(fields.length);
        for (int[] field : fields) {
            tiff.u16(field[0]).u16(field[1]).u32(field[2]).u32(field[3]);
        }
        return tiff.u32(nextDirectory).bytes(new byte[64]).toByteArray();
    }

    private static byte[] png(byte[]... chunks) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        for (byte[] chunk : chunks) {
            png.writeBytes(chunk);
        }
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static byte[] header(int width, int height, int bits, int colourType) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        return chunk("IHDR", header.put((byte) bits).put((byte) colourType).array());
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
        return chunk.putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    /// So many zero bytes as a zlib stream.
    private static byte[] deflated(long zeros) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        byte[] block = new byte[1 << 16];
        byte[] packed = new byte[1 << 16];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long left = zeros;
        while (!deflater.finished()) {
            if (deflater.needsInput() && left > 0) {
                int size = (int) Math.min(left, block.length);
                deflater.setInput(block, 0, size);
                left -= size;
            }
            if (left == 0) {
                deflater.finish();
            }
            out.write(packed, 0, deflater.deflate(packed));
        }
        deflater.end();
        return out.toByteArray();
    }
}
