package dev.mangrove.scan.jail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Empties a program's standard error, so that it never waits for a reader, and keeps its beginning and end.
final class ErrorText {

    private static final int HEAD_BYTES = 16 << 10;
    private static final int TAIL_BYTES = 16 << 10;

    private final Thread reader;
    private final byte[] head = new byte[HEAD_BYTES];
    private final byte[] tail = new byte[TAIL_BYTES];
    private int headBytes;
    /// All bytes behind the head.
    private long behind;

    /// @param lines is told of each line as it is read, on another thread
    ErrorText(InputStream errors, ErrorLines lines) {
        reader = Thread.ofPlatform().daemon().name("jail-errors").start(() -> read(errors, lines));
    }

    private void read(InputStream errors, ErrorLines lines) {
        byte[] buffer = new byte[8192];
        try (errors) {
            int count;
            while ((count = errors.read(buffer)) >= 0) {
                keep(buffer, count);
                lines.add(buffer, count);
            }
        } catch (IOException ended) {
            // The program is gone: there is nothing more to hear.
        } finally {
            lines.end();
        }
    }

    private synchronized void keep(byte[] bytes, int count) {
        int toHead = Math.min(count, HEAD_BYTES - headBytes);
        System.arraycopy(bytes, 0, head, headBytes, toHead);
        headBytes += toHead;
        for (int i = toHead; i < count; i++) {
            tail[(int) (behind++ % TAIL_BYTES)] = bytes[i];
        }
    }

    void join(long millis) throws InterruptedException {
        reader.join(millis);
    }

    synchronized String text() {
        String start = new String(head, 0, headBytes, StandardCharsets.UTF_8);
        if (behind <= TAIL_BYTES) {
            return start + new String(tail, 0, (int) behind, StandardCharsets.UTF_8);
        }
        int from = (int) (behind % TAIL_BYTES);
        byte[] ordered = Arrays.copyOfRange(tail, from, TAIL_BYTES + from);
        System.arraycopy(tail, 0, ordered, TAIL_BYTES - from, from);
        return start + "\n...\n" + new String(ordered, StandardCharsets.UTF_8);
    }
}
