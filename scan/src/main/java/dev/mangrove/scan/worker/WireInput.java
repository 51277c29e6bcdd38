package dev.mangrove.scan.worker;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.scan.item.RawName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Reads a payload's values and believes none of them: every length, enum and range is checked.
final class WireInput {

    private final ByteBuffer in;

    WireInput(byte[] payload) {
        this.in = ByteBuffer.wrap(payload);
    }

    /// A value that is read by the caller's own rule.
    interface Read<T> {
        T read() throws BadFrameException;
    }

    void requireEnd() throws BadFrameException {
        if (in.hasRemaining()) {
            throw new BadFrameException("a message has " + in.remaining() + " bytes too many");
        }
    }

    private void require(int bytes) throws BadFrameException {
        if (bytes > in.remaining()) {
            throw new BadFrameException("a message wants " + bytes + " bytes and has " + in.remaining());
        }
    }

    boolean bool() throws BadFrameException {
        return octet(1) == 1;
    }

    int octet(int max) throws BadFrameException {
        require(1);
        return within(Byte.toUnsignedInt(in.get()), 0, max);
    }

    int integer(int min, int max) throws BadFrameException {
        require(4);
        return within(in.getInt(), min, max);
    }

    private static int within(int value, int min, int max) throws BadFrameException {
        if (value < min || value > max) {
            throw new BadFrameException("a message holds " + value + " where " + min + " to " + max + " may be");
        }
        return value;
    }

    long number() throws BadFrameException {
        require(8);
        return in.getLong();
    }

    long count() throws BadFrameException {
        long value = number();
        if (value < 0) {
            throw new BadFrameException("a message counts " + value);
        }
        return value;
    }

    <E extends Enum<E>> E constant(Class<E> type) throws BadFrameException {
        E[] values = type.getEnumConstants();
        return values[octet(values.length - 1)];
    }

    byte[] raw(int bytes) throws BadFrameException {
        require(bytes);
        byte[] value = new byte[bytes];
        in.get(value);
        return value;
    }

    byte[] block(int bytesMax) throws BadFrameException {
        return raw(integer(0, bytesMax));
    }

    RawName name() throws BadFrameException {
        return RawName.of(block(WireOutput.NAME_BYTES_MAX));
    }

    String text() throws BadFrameException {
        return new String(block(WireOutput.TEXT_BYTES_MAX), StandardCharsets.UTF_8);
    }

    List<String> notes() throws BadFrameException {
        int count = octet(WireOutput.NOTES_MAX);
        List<String> notes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            notes.add(text());
        }
        return notes;
    }

    <T> Optional<T> optional(Read<T> read) throws BadFrameException {
        return bool() ? Optional.of(read.read()) : Optional.empty();
    }

    /// A number of at least 0, where there is one.
    OptionalLong optionalCount() throws BadFrameException {
        return bool() ? OptionalLong.of(count()) : OptionalLong.empty();
    }

    OptionalDouble optionalDouble() throws BadFrameException {
        return bool() ? OptionalDouble.of(Double.longBitsToDouble(number())) : OptionalDouble.empty();
    }

    Instant instant() throws BadFrameException {
        long seconds = number();
        int nanos = integer(0, 999_999_999);
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadFrameException("a message holds a time that is none: " + seconds);
        }
    }

    ContentDigests digests() throws BadFrameException {
        return new ContentDigests(count(), digest(DigestKind.MD5), digest(DigestKind.SHA1), digest(DigestKind.SHA256));
    }

    private Digest digest(DigestKind kind) throws BadFrameException {
        return Digest.of(kind, raw(kind.bytes()));
    }
}
