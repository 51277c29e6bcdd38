package dev.mangrove.testkit;

import java.util.stream.IntStream;

/// Finds where a sound file states lengths and counts, so that damage can make them lie. A field is
/// packed into one number: offset * 16 + (8 where big-endian) + width in bytes.
final class LengthFields {

    private static final int FIELDS_MAX = 1_000;

    private LengthFields() {}

    static int offset(int field) {
        return field >> 4;
    }

    static int width(int field) {
        return field & 7;
    }

    static boolean isBigEndian(int field) {
        return (field & 8) != 0;
    }

    /// The fields of a JPEG, PNG, TIFF, GIF, BMP, ZIP or gzip file; none for anything else.
    static int[] of(byte[] bytes) {
        if (bytes.length < 16 || bytes.length > 1 << 26) {
            return new int[0];
        }
        IntStream fields = switch ((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff)) {
            case 0xffd8 -> jpeg(bytes);
            case 0x8950 -> png(bytes);
            case 0x4949 -> tiff(bytes);
            case 0x4749 -> IntStream.of(little(6, 2), little(8, 2), little(10, 1));
            case 0x424d -> IntStream.of(little(2, 4), little(10, 4), little(14, 4), little(18, 4), little(22, 4));
            case 0x504b -> zip(bytes);
            default -> IntStream.empty();
        };
        return fields.filter(field -> offset(field) + width(field) <= bytes.length)
                .limit(FIELDS_MAX)
                .toArray();
    }

    private static int little(int offset, int width) {
        return offset << 4 | width;
    }

    private static int big(int offset, int width) {
        return offset << 4 | 8 | width;
    }

    /// The length of each segment up to the scan, and the sides in the frame header.
    private static IntStream jpeg(byte[] bytes) {
        IntStream.Builder fields = IntStream.builder();
        int at = 2;
        while (at + 9 < bytes.length && (bytes[at] & 0xff) == 0xff && (bytes[at + 1] & 0xff) != 0xda) {
            fields.add(big(at + 2, 2));
            int marker = bytes[at + 1] & 0xff;
            if (marker >= 0xc0 && marker <= 0xc2) {
                fields.add(big(at + 5, 2)).add(big(at + 7, 2));
            }
            at += 2 + (((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff));
        }
        return fields.build();
    }

    /// The sides, and the length of each chunk.
    private static IntStream png(byte[] bytes) {
        IntStream.Builder fields = IntStream.builder();
        fields.add(big(16, 4)).add(big(20, 4));
        long at = 8;
        while (at + 12 <= bytes.length) {
            fields.add(big((int) at, 4));
            at += 12L + (be32(bytes, (int) at) & 0xffffffffL);
        }
        return fields.build();
    }

    /// The count and the value of each field of the first directory.
    private static IntStream tiff(byte[] bytes) {
        IntStream.Builder fields = IntStream.builder();
        int directory = Integer.reverseBytes(be32(bytes, 4));
        if (directory < 8 || directory + 2 > bytes.length) {
            return IntStream.empty();
        }
        fields.add(little(4, 4)).add(little(directory, 2));
        int count = bytes[directory] & 0xff;
        for (int i = 0; i < count; i++) {
            fields.add(little(directory + 2 + 12 * i + 4, 4)).add(little(directory + 2 + 12 * i + 8, 4));
        }
        return fields.build();
    }

    /// Sizes and lengths in every kind of header.
    private static IntStream zip(byte[] bytes) {
        IntStream.Builder fields = IntStream.builder();
        for (int at = 0; at + 4 <= bytes.length; at++) {
            if (bytes[at] != 'P' || bytes[at + 1] != 'K') {
                continue;
            }
            switch (bytes[at + 2] << 8 | bytes[at + 3]) {
                case 0x0304 ->
                    fields.add(little(at + 18, 4)).add(little(at + 22, 4)).add(little(at + 26, 2));
                case 0x0102 ->
                    fields.add(little(at + 20, 4)).add(little(at + 24, 4)).add(little(at + 42, 4));
                case 0x0506 ->
                    fields.add(little(at + 10, 2)).add(little(at + 12, 4)).add(little(at + 16, 4));
                default -> {}
            }
        }
        return fields.build();
    }

    private static int be32(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }
}
