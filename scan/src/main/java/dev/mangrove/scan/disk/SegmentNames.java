package dev.mangrove.scan.disk;

import dev.mangrove.scan.item.RawName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// How the segments of an Expert Witness image are called: `.E01` to `.E99`, then `.EAA` to `.EZZ`, `.FAA` and on.
final class SegmentNames {

    /// More than the names can count.
    static final int SEGMENTS_MAX = 14_971;

    private static final int LETTERS = 26;
    private static final int NUMBERED_MAX = 99;

    private final byte[] stem;
    private final boolean lowerCase;

    private SegmentNames(byte[] stem, boolean lowerCase) {
        this.stem = stem;
        this.lowerCase = lowerCase;
    }

    /// @param first the first segment's name; empty where it is not called as one
    static Optional<SegmentNames> of(RawName first) {
        byte[] name = first.bytes();
        if (name.length < 4) {
            return Optional.empty();
        }
        String end = new String(name, name.length - 4, 4, StandardCharsets.ISO_8859_1);
        return end.equalsIgnoreCase(".E01")
                ? Optional.of(new SegmentNames(Arrays.copyOf(name, name.length - 3), end.charAt(1) == 'e'))
                : Optional.empty();
    }

    /// @param number from 1
    RawName name(int number) {
        String extension = extension(number);
        byte[] end = (lowerCase ? extension.toLowerCase(java.util.Locale.ROOT) : extension)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] name = Arrays.copyOf(stem, stem.length + end.length);
        System.arraycopy(end, 0, name, stem.length, end.length);
        return RawName.of(name);
    }

    static String extension(int number) {
        if (number <= NUMBERED_MAX) {
            return String.format(java.util.Locale.ROOT, "E%02d", number);
        }
        int rest = number - NUMBERED_MAX - 1;
        char third = (char) ('A' + rest % LETTERS);
        char second = (char) ('A' + rest / LETTERS % LETTERS);
        char first = (char) ('E' + rest / LETTERS / LETTERS);
        return "" + first + second + third;
    }
}
