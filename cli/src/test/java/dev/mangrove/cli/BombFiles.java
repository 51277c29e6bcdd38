package dev.mangrove.cli;

import dev.mangrove.testkit.ArchiveBombs;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.PictureBombs;
import dev.mangrove.testkit.TarWriter;
import dev.mangrove.testkit.ZipMember;
import dev.mangrove.testkit.ZipWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZMethodConfiguration;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Bombs with a known picture in front, which must be matched whatever comes behind it.
final class BombFiles {

    private static final int UNIT_BYTES = 16 << 20;
    private static final long GIGABYTE = 1L << 30;
    private static final int BLOCK_BYTES = 512;
    private static final String KNOWN = "known.jpg";

    private final byte[] known;

    BombFiles(byte[] known) {
        this.known = known;
    }

    /// A gigabyte of zeros in every form.
    Map<String, byte[]> zeros() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("zeros.tar.gz", tarOfZeros(CompressorStreamFactory.GZIP));
        files.put("zeros.tar.bz2", tarOfZeros(CompressorStreamFactory.BZIP2));
        files.put("zeros.tar.xz", tarOfZeros(CompressorStreamFactory.XZ));
        files.put("zeros.tar.zst", tarOfZeros(CompressorStreamFactory.ZSTANDARD));
        files.put("zeros.zip", zip("zeros.zip", ArchiveBombs.zipOfZeros(1_024)));
        return files;
    }

    /// Archives in archives, and members that share their bytes.
    Map<String, byte[]> multipliers() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("42.zip", zip("bomb.zip", ArchiveBombs.nestedZips(6, 16, 1_024)));
        files.put("overlapping.zip", ArchiveBombs.overlappingZip(10_000, known));
        return files;
    }

    /// One member of a gigabyte of zeros behind the picture; packed in pieces, which each form allows.
    private byte[] tarOfZeros(String kind) {
        byte[] head = Archives.build(
                out -> new TarWriter(out).file(KNOWN, known).fileDeclaring("zeros.bin", new byte[0], GIGABYTE));
        byte[] zeros = MutatedCapture.packed(kind, new byte[UNIT_BYTES]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MutatedCapture.packed(kind, head));
        Collections.nCopies((int) (GIGABYTE / UNIT_BYTES), zeros).forEach(out::writeBytes);
        out.writeBytes(MutatedCapture.packed(kind, new byte[2 * BLOCK_BYTES]));
        return out.toByteArray();
    }

    private byte[] zip(String name, byte[] content) {
        return Archives.build(out -> new ZipWriter(out)
                .add(ZipMember.of(KNOWN, known).stored())
                .add(ZipMember.of(name, content).stored())
                .finish());
    }

    /// So many small members; told apart by their content.
    void writeEntries(Path file, int entries) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ZipWriter zip = new ZipWriter(out);
            zip.add(KNOWN, known);
            for (int i = 1; i < entries; i++) {
                byte[] content = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
                zip.add(ZipMember.of("entry-" + i, content).stored());
            }
            zip.finish();
        }
    }

    /// Pictures of a few bytes that declare much.
    Map<String, byte[]> pictures() {
        int side = PictureBombs.SIDE_16_BITS;
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("declares.png", PictureBombs.pngDeclaring(side, side));
        files.put("declares.gif", PictureBombs.gif35Bytes());
        files.put("declares.tiff", PictureBombs.tiffDeclaring(side, side));
        files.put("declares.bmp", PictureBombs.bmpDeclaring(side, side));
        files.put("declares.jpg", PictureBombs.jpegDeclaring(known, side, side));
        files.put("black.png", PictureBombs.pngBlack(40_000, 40_000));
        files.put("comment.png", PictureBombs.pngWithInflatingComment(GIGABYTE / 4));
        files.put("frames.gif", PictureBombs.gifOfFrames(200_000));
        files.put("loop.tiff", PictureBombs.tiffWithLoop());
        return files;
    }

    /// Archives that lie about places, sizes and depth; each holds the known picture where it can be read.
    Map<String, byte[]> liars() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("itself.zip", zip("itself.zip", ArchiveBombs.nestedZips(300, 1, 0)));
        files.put("names.zip", ArchiveBombs.zipWithHostileNames(List.of(known)));
        files.put("names.tar", ArchiveBombs.tarWithHostileNames(List.of(known)));
        files.put("links.tar", links());
        files.put("sparse.gnu.tar", sparse(gnuSparse()));
        files.put("sparse.pax.tar", sparse(paxSparse()));
        files.put("dictionary.7z", hugeDictionary());
        return files;
    }

    private byte[] links() {
        return Archives.build(out -> new TarWriter(out)
                .file(KNOWN, known)
                .symbolicLink("outside", "../../../outside")
                .file("outside/escape.jpg", known)
                .hardLink("passwd", "/etc/passwd")
                .finish());
    }

    private byte[] sparse(byte[] member) {
        return Archives.build(out -> {
            TarWriter tar = new TarWriter(out);
            tar.file(KNOWN, known);
            out.write(member);
            tar.file("behind.jpg", known);
            tar.finish();
        });
    }

    /// Data of one block behind a hole of nearly 8 GB.
    private static byte[] gnuSparse() {
        byte[] header = header("sparse.bin", 'S', BLOCK_BYTES);
        octal(header, 386, 12, (8L << 30) - 1 - BLOCK_BYTES);
        octal(header, 398, 12, BLOCK_BYTES);
        octal(header, 483, 12, (8L << 30) - 1);
        return joined(sealed(header), new byte[BLOCK_BYTES]);
    }

    /// The same in the form of pax, behind a hole of a terabyte.
    private static byte[] paxSparse() {
        String records = record("GNU.sparse.major", "1")
                + record("GNU.sparse.minor", "0")
                + record("GNU.sparse.name", "sparse.bin")
                + record("GNU.sparse.realsize", Long.toString(1L << 40));
        byte[] text = records.getBytes(StandardCharsets.US_ASCII);
        byte[] map =
                ("1\n" + ((1L << 40) - BLOCK_BYTES) + "\n" + BLOCK_BYTES + "\n").getBytes(StandardCharsets.US_ASCII);
        return joined(
                sealed(header("PaxHeaders/sparse.bin", 'x', text.length)),
                Arrays.copyOf(text, BLOCK_BYTES),
                sealed(header("GNUSparseFile.0/sparse.bin", '0', 2 * BLOCK_BYTES)),
                Arrays.copyOf(map, BLOCK_BYTES),
                new byte[BLOCK_BYTES]);
    }

    private static String record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.length() + 2;
        return length + rest;
    }

    private static byte[] header(String name, char type, long size) {
        byte[] header = new byte[BLOCK_BYTES];
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, 0, bytes.length);
        octal(header, 100, 8, 0644);
        octal(header, 124, 12, size);
        octal(header, 136, 12, 0);
        header[156] = (byte) type;
        byte[] magic = (type == 'S' ? "ustar  \0" : "ustar\00000").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, header, 257, magic.length);
        return header;
    }

    private static byte[] sealed(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        return header;
    }

    private static void octal(byte[] header, int at, int length, long value) {
        byte[] digits = String.format("%0" + (length - 1) + "o", value).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, header, at, digits.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /// The picture stored, then a member whose LZMA2 coder declares a dictionary of 4 GB.
    private byte[] hugeDictionary() throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile archive = new SevenZOutputFile(channel)) {
            add(archive, KNOWN, known, SevenZMethod.COPY);
            add(archive, "dictionary.bin", new byte[100_000], SevenZMethod.LZMA2);
            archive.finish();
            byte[] bytes = Arrays.copyOf(channel.array(), Math.toIntExact(channel.size()));
            declareDictionary(bytes);
            return bytes;
        }
    }

    private static void add(SevenZOutputFile archive, String name, byte[] content, SevenZMethod method)
            throws IOException {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(name);
        entry.setContentMethods(List.of(new SevenZMethodConfiguration(method)));
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
    }

    private static void declareDictionary(byte[] archive) {
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int header = 32 + (int) bytes.getLong(12);
        int size = (int) bytes.getLong(20);
        boolean declared = false;
        for (int at = header; at + 3 < header + size; at++) {
            if (archive[at] == 0x21 && archive[at + 1] == 0x21 && archive[at + 2] == 1) {
                archive[at + 3] = 40;
                declared = true;
            }
        }
        if (!declared) {
            throw new IllegalStateException("the 7z header holds no LZMA2 coder to change");
        }
        bytes.putInt(28, crc(archive, header, size));
        bytes.putInt(8, crc(archive, 12, 20));
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
