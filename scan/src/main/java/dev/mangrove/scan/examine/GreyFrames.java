package dev.mangrove.scan.examine;

import dev.mangrove.hash.LumaSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads grey pictures one after another (PGM with one byte a sample) into memory that is used again.
final class GreyFrames {

    private static final int NUMBER_MAX = 1 << 20;

    private final InputStream in;
    private final long bytesMax;
    private byte[] pixels = new byte[0];
    private byte[] aside = new byte[0];
    private int width;
    private int height;

    /// @param bytesMax of one picture
    GreyFrames(InputStream in, long bytesMax) {
        this.in = in;
        this.bytesMax = bytesMax;
    }

    /// Reads the next picture; false at the end, also where the last one is cut.
    boolean next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        try {
            if (first != 'P' || in.read() != '5') {
                throw new IOException("what came from ffmpeg is no grey picture");
            }
            in.read();
            width = number();
            height = number();
            if (number() != 255 || width < 1 || height < 1 || (long) width * height > bytesMax) {
                throw new IOException("what came from ffmpeg is a picture of " + width + " x " + height);
            }
            int bytes = width * height;
            if (pixels.length != bytes) {
                pixels = new byte[bytes];
            }
            return in.readNBytes(pixels, 0, bytes) == bytes;
        } catch (EOFException cut) {
            return false;
        }
    }

    private int number() throws IOException {
        int value = 0;
        while (true) {
            int digit = in.read();
            if (digit < 0) {
                throw new EOFException();
            }
            if (digit < '0' || digit > '9') {
                return value;
            }
            value = Math.min(NUMBER_MAX, value * 10 + digit - '0');
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    LumaSource picture() {
        return LumaSource.ofGrey(pixels, width, height);
    }

    /// Keeps the present picture beside the next ones.
    void setAside() {
        byte[] former = aside;
        aside = pixels;
        pixels = former.length == aside.length ? former : new byte[aside.length];
    }

    /// The picture that was [set aside][#setAside] last; of the same size as the present one.
    LumaSource pictureAside() {
        return LumaSource.ofGrey(aside, width, height);
    }
}
