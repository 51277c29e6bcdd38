package dev.mangrove.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Small archives that unpack to much, to depth without end, or outside of where they should.
public final class ArchiveBombs {

    private static final int UNIT_BYTES = 1 << 20;

    private ArchiveBombs() {}

    /// A gzip file of zeros, about a thousandth of `mebibytes` long.
    public static byte[] gzipOfZeros(int mebibytes) {
        LittleEndian gzip =
                new LittleEndian().u8(0x1f).u8(0x8b).u8(8).u8(0).u32(0).u8(0).u8(255);
        gzip.bytes(deflatedZeros(mebibytes)).u32(crcOfZeros(mebibytes));
        return gzip.u32((long) mebibytes * UNIT_BYTES).toByteArray();
    }

    /// A ZIP with one member of zeros, about a thousandth of `mebibytes` long.
    public static byte[] zipOfZeros(int mebibytes) {
        byte[] packed = deflatedZeros(mebibytes);
        long size = (long) mebibytes * UNIT_BYTES;
        byte[] name = "zeros.bin".getBytes(StandardCharsets.US_ASCII);
        LittleEndian local =
                new LittleEndian().u32(0x04034b50).u16(20).u16(0).u16(8).u32(0);
        local.u32(crcOfZeros(mebibytes))
                .u32(packed.length)
                .u32(size)
                .u16(name.length)
                .u16(0);
        local.bytes(name).bytes(packed);
        LittleEndian central =
                new LittleEndian().u32(0x02014b50).u16(20).u16(20).u16(0).u16(8).u32(0);
        central.u32(crcOfZeros(mebibytes))
                .u32(packed.length)
                .u32(size)
                .u16(name.length)
                .u16(0);
        central.u16(0).u16(0).u16(0).u32(0).u32(0).bytes(name);
        LittleEndian zip = new LittleEndian().bytes(local.toByteArray()).bytes(central.toByteArray());
        zip.u32(0x06054b50)
                .u16(0)
                .u16(0)
                .u16(1)
                .u16(1)
                .u32(central.size())
                .u32(local.size())
                .u16(0);
        return zip.toByteArray();
    }

    /// ZIPs in ZIPs: `fanOut` members a level, `depth` levels, a member of
    /// zeros in each of the innermost, or a line of text where `zerosMebibytes` is 0. With a fan-out of 1
    /// thousands of levels cost little, as a ZIP that holds itself would have them without end.
    public static byte[] nestedZips(int depth, int fanOut, int zerosMebibytes) {
        byte[] inner = zerosMebibytes == 0
                ? Archives.zip(Map.of("end.txt", "end".getBytes(StandardCharsets.US_ASCII)))
                : zipOfZeros(zerosMebibytes);
        for (int level = 1; level < depth; level++) {
            Map<String, byte[]> members = new LinkedHashMap<>();
            for (int i = 0; i < fanOut; i++) {
                members.put("level" + level + "-" + i + ".zip", inner);
            }
            inner = Archives.zip(members);
        }
        return inner;
    }

    /// A directory of `listed` members which all point at the same bytes.
    public static byte[] overlappingZip(int listed, byte[] content) {
        byte[] one = Archives.build(out -> {
            ZipWriter zip = new ZipWriter(out);
            zip.add("kernel", content);
            zip.finish();
        });
        int directoryAt = directoryOf(one);
        LittleEndian zip = new LittleEndian();
        LittleEndian directory = new LittleEndian();
        for (int i = 0; i < listed; i++) {
            byte[] name = String.format("k%05d", i).getBytes(StandardCharsets.US_ASCII);
            byte[] header = Arrays.copyOfRange(one, directoryAt, directoryAt + 46);
            directory.bytes(header).bytes(name);
        }
        zip.bytes(Arrays.copyOf(one, directoryAt)).bytes(directory.toByteArray());
        int count = Math.min(listed, 0xfffe);
        zip.u32(0x06054b50)
                .u16(0)
                .u16(0)
                .u16(count)
                .u16(count)
                .u32(directory.size())
                .u32(directoryAt);
        return zip.u16(0).toByteArray();
    }

    /// Member names that lead out of a folder, or that some system takes for something else.
    public static List<byte[]> hostileNames() {
        List<String> names = List.of(
                "../../escape.jpg",
                "/etc/absolute.jpg",
                "C:\\Windows\\drive.jpg",
                "..\\..\\backslash.jpg",
                "\\\\server\\share\\unc.jpg",
                "nul\0byte.jpg",
                "line\nfeed.jpg",
                "CON",
                "aux.jpg",
                "a/../../b.jpg",
                "./././dot.jpg",
                "stream.jpg:hidden",
                "\u202Egpj.exe",
                "trailing. ",
                "\u001B[2Jescape-sequence.jpg",
                "x".repeat(5_000) + ".jpg",
                "deep/".repeat(500) + "deep.jpg",
                "");
        List<byte[]> bytes = new ArrayList<>(names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList());
        bytes.add("caf\u00e9.jpg".getBytes(StandardCharsets.ISO_8859_1));
        bytes.add(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0x80});
        return bytes;
    }

    /// A ZIP of one member for each hostile name, and two of the same name at the end.
    public static byte[] zipWithHostileNames(List<byte[]> contents) {
        return Archives.build(out -> {
            ZipWriter zip = new ZipWriter(out);
            int i = 0;
            for (byte[] name : hostileNames()) {
                zip.add(ZipMember.of(name, contents.get(i++ % contents.size())));
            }
            zip.add("twice.jpg", contents.get(i++ % contents.size()));
            zip.add("twice.jpg", contents.get(i % contents.size()));
            zip.finish();
        });
    }

    /// A TAR of the same names.
    public static byte[] tarWithHostileNames(List<byte[]> contents) {
        return Archives.build(out -> {
            TarWriter tar = new TarWriter(out);
            int i = 0;
            for (byte[] name : hostileNames()) {
                tar.file(name, contents.get(i++ % contents.size()));
            }
            tar.symbolicLink("link", "/etc/passwd").fifo("fifo").characterDevice("device");
            tar.finish();
        });
    }

    private static int directoryOf(byte[] zip) {
        int end = zip.length - 22;
        return (zip[end + 16] & 0xff) | (zip[end + 17] & 0xff) << 8 | (zip[end + 18] & 0xff) << 16;
    }

    /// A raw deflate stream of zeros: the same flushed mebibyte again and again, which costs nothing to make.
    private static byte[] deflatedZeros(int mebibytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[UNIT_BYTES]);
        byte[] unit = new byte[1 << 14];
        int length = deflater.deflate(unit, 0, unit.length, Deflater.FULL_FLUSH);
        deflater.end();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length * mebibytes + 2);
        for (int i = 0; i < mebibytes; i++) {
            out.write(unit, 0, length);
        }
        out.write(3);
        out.write(0);
        return out.toByteArray();
    }

    private static long crcOfZeros(int mebibytes) {
        CRC32 crc = new CRC32();
        byte[] zeros = new byte[UNIT_BYTES];
        for (int i = 0; i < mebibytes; i++) {
            crc.update(zeros);
        }
        return crc.getValue();
    }
}
