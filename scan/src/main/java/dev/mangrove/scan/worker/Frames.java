package dev.mangrove.scan.worker;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Frames on a pipe: mark (2 bytes), kind (1), length (4), the payload, and a CRC32C (4) over kind, length and
/// payload; big-endian.
final class Frames {

    private static final short MARK = 0x4D67;
    private static final int HEAD_BYTES = 7;
    private static final MessageKind[] KINDS = MessageKind.values();

    /// The longest payload that a parent takes from a worker.
    static final int REPLY_BYTES_MAX = 16 << 20;
    /// The longest payload that a worker takes from its parent: a walk's list of members done can be long.
    static final int REQUEST_BYTES_MAX = 256 << 20;

    private Frames() {}

    /// What a frame announces before its payload is read, so that memory can be set aside first.
    record Head(MessageKind kind, int bytes) {}

    /// Writes one frame whose payload are the parts one after another. Nothing is written before all
    /// memory has been taken that it needs.
    static void write(OutputStream out, MessageKind kind, byte[]... parts) throws IOException {
        int length = 0;
        for (byte[] part : parts) {
            length = Math.addExact(length, part.length);
        }
        byte[] head = encodeHead(kind, length);
        byte[] tail = ByteBuffer.allocate(4).putInt(checksum(head, parts)).array();
        out.write(head);
        for (byte[] part : parts) {
            out.write(part);
        }
        out.write(tail);
        out.flush();
    }

    private static byte[] encodeHead(MessageKind kind, int bytes) {
        return ByteBuffer.allocate(HEAD_BYTES)
                .putShort(MARK)
                .put((byte) kind.ordinal())
                .putInt(bytes)
                .array();
    }

    /// @throws EOFException where the other side has ended
    static Head readHead(InputStream in, int payloadBytesMax) throws IOException {
        byte[] head = new byte[HEAD_BYTES];
        new DataInputStream(in).readFully(head);
        ByteBuffer buffer = ByteBuffer.wrap(head);
        if (buffer.getShort() != MARK) {
            throw new BadFrameException("a frame does not begin with its mark");
        }
        int kind = Byte.toUnsignedInt(buffer.get());
        if (kind >= KINDS.length) {
            throw new BadFrameException("no message has the number " + kind);
        }
        int bytes = buffer.getInt();
        if (bytes < 0 || bytes > payloadBytesMax) {
            throw new BadFrameException("a frame of " + bytes + " bytes, allowed are " + payloadBytesMax);
        }
        return new Head(KINDS[kind], bytes);
    }

    static byte[] readPayload(InputStream in, Head head) throws IOException {
        byte[] payload = new byte[head.bytes()];
        DataInputStream data = new DataInputStream(in);
        data.readFully(payload);
        if (data.readInt() != checksum(encodeHead(head.kind(), payload.length), payload)) {
            throw new BadFrameException("the checksum of a frame is wrong");
        }
        return payload;
    }

    private static int checksum(byte[] head, byte[]... parts) {
        CRC32C crc = new CRC32C();
        crc.update(head, 2, HEAD_BYTES - 2);
        for (byte[] part : parts) {
            crc.update(part, 0, part.length);
        }
        return (int) crc.getValue();
    }
}
