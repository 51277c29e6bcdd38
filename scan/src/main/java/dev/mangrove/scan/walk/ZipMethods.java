package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/// Unpacks a ZIP member's data (methods of APPNOTE 4.4.5).
final class ZipMethods {

    private static final int SHRUNK = 1;
    private static final int IMPLODED = 6;
    private static final int DEFLATE64 = 9;
    private static final int BZIP2 = 12;
    private static final int LZMA = 14;
    private static final int ZSTD_OLD = 20;
    private static final int ZSTD = 93;
    private static final int XZ = 95;

    private ZipMethods() {}

    static boolean isKnown(int method) {
        return switch (method) {
            case ZipHeader.STORED, ZipHeader.DEFLATED, SHRUNK, IMPLODED, DEFLATE64, BZIP2, LZMA, ZSTD_OLD, ZSTD, XZ ->
                true;
            default -> false;
        };
    }

    /// The unpacked bytes of a member whose packed bytes are `packed`.
    static InputStream open(ZipHeader header, PackedInput packed) throws IOException {
        return switch (header.method()) {
            case ZipHeader.STORED -> packed;
            case ZipHeader.DEFLATED -> new InflateInput(packed, true);
            case DEFLATE64 -> new Deflate64CompressorInputStream(packed);
            case BZIP2 -> new BZip2CompressorInputStream(packed);
            case LZMA -> lzma(header, packed);
            case ZSTD, ZSTD_OLD -> Decoders.zstd(packed);
            case XZ -> new XZInputStream(packed, Decoders.memoryKibMax());
            case SHRUNK, IMPLODED -> old(header, packed);
            default -> throw new MemberException(Reason.UNSUPPORTED, "packed with ZIP method " + header.method());
        };
    }

    // APPNOTE 5.8.8: version of the packer (2), length of the properties (2), properties (5).
    private static InputStream lzma(ZipHeader header, PackedInput packed) throws IOException {
        byte[] start = packed.readNBytes(9);
        if (start.length < 9 || start[2] != 5 || start[3] != 0) {
            throw new MemberException(Reason.DAMAGED, "the LZMA properties are missing");
        }
        int dictionaryBytes =
                ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(5);
        if (dictionaryBytes < 0
                || LZMAInputStream.getMemoryUsage(dictionaryBytes, start[4]) > Decoders.memoryKibMax()) {
            throw new MemberException(Reason.LIMIT_REACHED, "unpacking needs more memory than a worker may use");
        }
        boolean endMarked = (header.flags() & 2) != 0;
        return new LZMAInputStream(packed, endMarked ? -1 : header.unpacked(), start[4], dictionaryBytes);
    }

    // The library opens these two only through its reader of whole archives: it is given one of a single member.
    private static InputStream old(ZipHeader header, PackedInput packed) throws IOException {
        ByteBuffer local = ByteBuffer.allocate(ZipHeader.LOCAL_BYTES + 1).order(ByteOrder.LITTLE_ENDIAN);
        local.putInt(ZipHeader.LOCAL_SIGNATURE).putShort((short) 20).putShort((short) (header.flags() & 6));
        local.putShort((short) header.method()).putInt(0).putInt((int) header.crc());
        local.putInt((int) header.packed()).putInt((int) header.unpacked()).putShort((short) 1);
        local.putShort((short) 0).put((byte) 'm');
        ZipArchiveInputStream archive =
                new ZipArchiveInputStream(new SequenceInputStream(new ByteArrayInputStream(local.array()), packed));
        if (archive.getNextEntry() == null) {
            throw new MemberException(Reason.DAMAGED, "the packed data cannot be opened");
        }
        return archive;
    }
}
