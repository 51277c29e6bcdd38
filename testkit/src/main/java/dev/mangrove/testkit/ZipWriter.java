package dev.mangrove.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes ZIP files as a stream, well-formed or not, of any number of members. It checks nothing:
/// equal names, false sizes and hostile paths are written as told.
public final class ZipWriter {

    private static final int FLAG_ENCRYPTED = 1;
    private static final int FLAG_DATA_DESCRIPTOR = 1 << 3;
    private static final int FLAG_UTF8 = 1 << 11;
    private static final long IN_ZIP64 = 0xffffffffL;

    private final OutputStream out;
    private final ByteArrayOutputStream centralDirectory = new ByteArrayOutputStream();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private long position;
    private long members;

    public ZipWriter(OutputStream out) {
        this.out = out;
    }

    /// Bytes written so far: where the next member's local header will lie.
    public long position() {
        return position;
    }

    /// Adds a deflated member.
    public ZipWriter add(String name, byte[] content) throws IOException {
        return add(ZipMember.of(name, content));
    }

    public ZipWriter add(ZipMember member) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(member.content);
        byte[] packed = member.stored ? member.content : deflate(member.content);
        if (member.password.isPresent()) {
            int check = member.dataDescriptor ? member.dosTime >> 8 : (int) (crc.getValue() >> 24);
            packed = PkwareCipher.encrypt(member.password.get(), packed, check);
        }
        Stated stated = new Stated(
                member.declaredCrc.orElse(crc.getValue()),
                packed.length,
                member.declaredSize.orElse(member.content.length),
                position);
        write(localHeader(member, stated));
        write(packed);
        if (member.dataDescriptor) {
            write(dataDescriptor(member, stated));
        }
        if (!member.unlisted) {
            centralDirectory.writeBytes(centralHeader(member, stated));
            members++;
        }
        return this;
    }

    /// Writes bytes that belong to no member.
    public ZipWriter raw(byte[] bytes) throws IOException {
        write(bytes);
        return this;
    }

    /// Ends the file with its central directory; the stream stays open.
    public void finish() throws IOException {
        long at = position;
        write(centralDirectory.toByteArray());
        write(ending(at, position - at));
        deflater.end();
    }

    /// Ends the file as after a lost tail: no central directory at all.
    public void finishWithoutDirectory() {
        deflater.end();
    }

    /// Ends the file with a central directory whose bytes are all zero.
    public void finishWithDamagedDirectory() throws IOException {
        long at = position;
        write(new byte[centralDirectory.size()]);
        write(ending(at, position - at));
        deflater.end();
    }

    /// What the headers say of a member.
    private record Stated(long crc, long packedSize, long size, long offset) {}

    private static int flags(ZipMember member) {
        return (member.password.isPresent() ? FLAG_ENCRYPTED : 0)
                | (member.dataDescriptor ? FLAG_DATA_DESCRIPTOR : 0)
                | (member.utf8Flag ? FLAG_UTF8 : 0);
    }

    private static byte[] localHeader(ZipMember member, Stated stated) {
        boolean later = member.dataDescriptor;
        LittleEndian extra = new LittleEndian();
        if (member.zip64) {
            extra.u16(1).u16(16).u64(later ? 0 : stated.size).u64(later ? 0 : stated.packedSize);
        }
        LittleEndian header = new LittleEndian().u32(0x04034b50).u16(member.zip64 ? 45 : 20);
        header.u16(flags(member)).u16(member.stored ? 0 : 8).u16(member.dosTime).u16(member.dosDate);
        header.u32(later ? 0 : stated.crc);
        header.u32(member.zip64 ? IN_ZIP64 : later ? 0 : stated.packedSize);
        header.u32(member.zip64 ? IN_ZIP64 : later ? 0 : stated.size);
        header.u16(member.localName.length).u16(extra.size());
        return header.bytes(member.localName).bytes(extra.toByteArray()).toByteArray();
    }

    private static byte[] dataDescriptor(ZipMember member, Stated stated) {
        LittleEndian descriptor = new LittleEndian().u32(0x08074b50).u32(stated.crc);
        if (member.zip64) {
            return descriptor.u64(stated.packedSize).u64(stated.size).toByteArray();
        }
        return descriptor.u32(stated.packedSize).u32(stated.size).toByteArray();
    }

    private static byte[] centralHeader(ZipMember member, Stated stated) {
        boolean far = stated.offset >= IN_ZIP64;
        LittleEndian fields = new LittleEndian();
        if (member.zip64) {
            fields.u64(stated.size).u64(stated.packedSize);
        }
        if (far) {
            fields.u64(stated.offset);
        }
        LittleEndian extra = new LittleEndian();
        if (fields.size() > 0) {
            extra.u16(1).u16(fields.size()).bytes(fields.toByteArray());
        }
        LittleEndian header = new LittleEndian().u32(0x02014b50).u16(45).u16(extra.size() > 0 ? 45 : 20);
        header.u16(flags(member)).u16(member.stored ? 0 : 8).u16(member.dosTime).u16(member.dosDate);
        header.u32(stated.crc);
        header.u32(member.zip64 ? IN_ZIP64 : stated.packedSize).u32(member.zip64 ? IN_ZIP64 : stated.size);
        header.u16(member.name.length).u16(extra.size()).u16(0).u16(0).u16(0).u32(0);
        header.u32(far ? IN_ZIP64 : stated.offset);
        return header.bytes(member.name).bytes(extra.toByteArray()).toByteArray();
    }

    private byte[] ending(long directoryAt, long directoryBytes) {
        LittleEndian end = new LittleEndian();
        boolean zip64 = members >= 0xffff || directoryAt >= IN_ZIP64 || directoryBytes >= IN_ZIP64;
        if (zip64) {
            long at = position;
            end.u32(0x06064b50).u64(44).u16(45).u16(45).u32(0).u32(0);
            end.u64(members).u64(members).u64(directoryBytes).u64(directoryAt);
            end.u32(0x07064b50).u32(0).u64(at).u32(1);
        }
        int count = (int) Math.min(members, 0xffff);
        end.u32(0x06054b50).u16(0).u16(0).u16(count).u16(count);
        end.u32(Math.min(directoryBytes, IN_ZIP64)).u32(Math.min(directoryAt, IN_ZIP64));
        return end.u16(0).toByteArray();
    }

    private byte[] deflate(byte[] content) {
        deflater.reset();
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2 + 64);
        byte[] buffer = new byte[8_192];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        return packed.toByteArray();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}
