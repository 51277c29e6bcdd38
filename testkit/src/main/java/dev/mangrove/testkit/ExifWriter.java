package dev.mangrove.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Puts camera facts into a JPEG as an EXIF segment, the way a camera does.
///
/// ```java
/// byte[] photo = new ExifWriter().make("Acme").model("One").bodySerial("0042")
///         .takenAt("2024:05:01 12:00:00", "+07:00").position(21.03, 105.85).insertInto(jpeg);
/// ```
public final class ExifWriter {

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int EXIF_POINTER = 0x8769;
    private static final int GPS_POINTER = 0x8825;

    private final Map<Integer, Field> main = new TreeMap<>();
    private final Map<Integer, Field> exif = new TreeMap<>();
    private final Map<Integer, Field> gps = new TreeMap<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Field(int type, int count, byte[] value) {}

    public ExifWriter make(String make) {
        return text(main, 0x010F, make);
    }

    public ExifWriter model(String model) {
        return text(main, 0x0110, model);
    }

    public ExifWriter software(String software) {
        return text(main, 0x0131, software);
    }

    /// How to turn the picture for showing.
    ///
    /// @param orientation 1..8; 6 is a quarter turn clockwise
    public ExifWriter orientation(int orientation) {
        main.put(0x0112, new Field(SHORT, 1, new LittleEndian().u16(orientation).toByteArray()));
        return this;
    }

    /// The local time of the exposure.
    ///
    /// @param local `yyyy:MM:dd HH:mm:ss`
    /// @param offset e.g. `+07:00`; empty for none
    public ExifWriter takenAt(String local, String offset) {
        text(main, 0x0132, local);
        text(exif, 0x9003, local);
        return offset.isEmpty() ? this : text(exif, 0x9011, offset);
    }

    public ExifWriter bodySerial(String serial) {
        return text(exif, 0xA431, serial);
    }

    public ExifWriter lensSerial(String serial) {
        return text(exif, 0xA435, serial);
    }

    /// Degrees, north and east positive.
    public ExifWriter position(double latitude, double longitude) {
        text(gps, 1, latitude < 0 ? "S" : "N");
        gps.put(2, degrees(latitude));
        text(gps, 3, longitude < 0 ? "W" : "E");
        gps.put(4, degrees(longitude));
        return this;
    }

    /// The JPEG with the segment right after its start marker.
    ///
    /// @throws IllegalArgumentException where the bytes do not start as a JPEG, or the facts exceed one segment
    public byte[] insertInto(byte[] jpeg) {
        if (jpeg.length < 4 || (jpeg[0] & 0xff) != 0xff || (jpeg[1] & 0xff) != 0xd8) {
            throw new IllegalArgumentException("the bytes do not start as a JPEG");
        }
        byte[] tiff = tiff();
        int length = 2 + 6 + tiff.length;
        if (length > 0xffff) {
            throw new IllegalArgumentException("an EXIF segment holds 65,535 bytes, not " + length);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + length + 2);
        out.write(jpeg, 0, 2);
        out.write(0xff);
        out.write(0xe1);
        out.write(length >> 8);
        out.write(length);
        out.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(tiff);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /// The facts alone, as a little-endian TIFF structure.
    public byte[] tiff() {
        Map<Integer, Field> first = new TreeMap<>(main);
        first.put(EXIF_POINTER, pointer(0));
        if (!gps.isEmpty()) {
            first.put(GPS_POINTER, pointer(0));
        }
        int exifAt = 8 + directory(first, 8).length;
        int gpsAt = exifAt + directory(exif, exifAt).length;
        first.replace(EXIF_POINTER, pointer(exifAt));
        first.replace(GPS_POINTER, pointer(gpsAt));
        LittleEndian out = new LittleEndian().u8('I').u8('I').u16(42).u32(8);
        out.bytes(directory(first, 8)).bytes(directory(exif, exifAt));
        if (!gps.isEmpty()) {
            out.bytes(directory(gps, gpsAt));
        }
        return out.toByteArray();
    }

    private static Field pointer(int at) {
        return new Field(LONG, 1, new LittleEndian().u32(at).toByteArray());
    }

    /// A directory that starts at `at`, with the values that do not fit into it behind.
    private static byte[] directory(Map<Integer, Field> fields, int at) {
        LittleEndian entries = new LittleEndian().u16(fields.size());
        LittleEndian values = new LittleEndian();
        int valuesAt = at + 2 + 12 * fields.size() + 4;
        for (Map.Entry<Integer, Field> entry : fields.entrySet()) {
            Field field = entry.getValue();
            entries.u16(entry.getKey()).u16(field.type()).u32(field.count());
            if (field.value().length <= 4) {
                entries.bytes(field.value()).bytes(new byte[4 - field.value().length]);
            } else {
                entries.u32(valuesAt + values.size());
                values.bytes(field.value());
                if ((values.size() & 1) == 1) {
                    values.u8(0);
                }
            }
        }
        return entries.u32(0).bytes(values.toByteArray()).toByteArray();
    }

    private ExifWriter text(Map<Integer, Field> fields, int tag, String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        fields.put(tag, new Field(ASCII, bytes.length, bytes));
        return this;
    }

    /// Degrees, minutes and seconds to a thousandth.
    private static Field degrees(double signed) {
        long thousandths = Math.round(Math.abs(signed) * 3_600_000);
        LittleEndian value = new LittleEndian();
        value.u32(thousandths / 3_600_000).u32(1);
        value.u32(thousandths / 60_000 % 60).u32(1);
        value.u32(thousandths % 60_000).u32(1_000);
        return new Field(RATIONAL, 3, value.toByteArray());
    }
}
