package dev.mangrove.scan.worker;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.item.RawName;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Writes a payload's values. Text and lists that are too long for the protocol are cut, never refused:
/// hostile bytes can make any of them long.
final class WireOutput {

    static final int TEXT_BYTES_MAX = 64 << 10;
    static final int NAME_BYTES_MAX = 1 << 20;
    static final int NOTES_MAX = 64;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final DataOutputStream out = new DataOutputStream(bytes);

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    void bool(boolean value) {
        octet(value ? 1 : 0);
    }

    void octet(int value) {
        quietly(() -> out.writeByte(value));
    }

    void integer(int value) {
        quietly(() -> out.writeInt(value));
    }

    void number(long value) {
        quietly(() -> out.writeLong(value));
    }

    void constant(Enum<?> value) {
        octet(value.ordinal());
    }

    void raw(byte[] value) {
        quietly(() -> out.write(value));
    }

    void block(byte[] value) {
        integer(value.length);
        raw(value);
    }

    void name(RawName name) {
        byte[] value = name.bytes();
        block(value.length > NAME_BYTES_MAX ? java.util.Arrays.copyOf(value, NAME_BYTES_MAX) : value);
    }

    void text(String text) {
        // A character takes at most three bytes.
        String cut = text.length() > TEXT_BYTES_MAX / 3 ? text.substring(0, TEXT_BYTES_MAX / 3) : text;
        block(cut.getBytes(StandardCharsets.UTF_8));
    }

    void notes(List<String> notes) {
        List<String> cut = notes.size() > NOTES_MAX ? notes.subList(0, NOTES_MAX) : notes;
        octet(cut.size());
        cut.forEach(this::text);
    }

    <T> void optional(Optional<T> value, Consumer<T> write) {
        bool(value.isPresent());
        value.ifPresent(write);
    }

    void optional(OptionalLong value) {
        bool(value.isPresent());
        value.ifPresent(this::number);
    }

    void optional(OptionalDouble value) {
        bool(value.isPresent());
        value.ifPresent(number -> number(Double.doubleToLongBits(number)));
    }

    void instant(Instant at) {
        number(at.getEpochSecond());
        integer(at.getNano());
    }

    void digests(ContentDigests digests) {
        number(digests.sizeBytes());
        raw(digests.md5().bytes());
        raw(digests.sha1().bytes());
        raw(digests.sha256().bytes());
    }

    private static void quietly(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused a write", e);
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
