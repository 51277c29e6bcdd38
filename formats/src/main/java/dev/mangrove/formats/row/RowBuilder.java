package dev.mangrove.formats.row;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Gathers one row after the other from text of unknown worth and hands each to a sink. A value that
/// is not what it should be is left out and told; a row without any hash is a problem. Blank text is
/// absent. Not safe for use by several threads.
public final class RowBuilder {

    /// Longest text that is kept of a name, category, series or comment.
    public static final int TEXT_CHARS_MAX = 4_096;

    /// 49 days.
    private static final long AT_MILLIS_MAX = 0xffff_ffffL;

    private static final int REMARKS_MAX = 8;

    private final RowSink sink;
    private final Digest[] digests = new Digest[DigestKind.values().length];
    private final List<String> remarks = new ArrayList<>();
    private final List<String> unmatchable = new ArrayList<>();
    private Supplier<String> place = () -> "";
    private Optional<String> id = Optional.empty();
    private Optional<PdqHash> pdq = Optional.empty();
    private OptionalInt quality = OptionalInt.empty();
    private OptionalLong sizeBytes = OptionalLong.empty();
    private Optional<String> category = Optional.empty();
    private Optional<String> series = Optional.empty();
    private Optional<String> comment = Optional.empty();
    private OptionalLong atMillis = OptionalLong.empty();
    private int repeats;
    private long rows;
    private String lastName = "";
    private String lastKey = "";

    public RowBuilder(RowSink sink) {
        this.sink = sink;
    }

    /// How many rows the sink has received.
    public long rows() {
        return rows;
    }

    /// Begins a row, forgetting the last.
    ///
    /// @param rowPlace where it lies, asked for only when something is told of it
    public void begin(Supplier<String> rowPlace) {
        place = rowPlace;
        Arrays.fill(digests, null);
        remarks.clear();
        unmatchable.clear();
        id = Optional.empty();
        pdq = Optional.empty();
        quality = OptionalInt.empty();
        sizeBytes = OptionalLong.empty();
        category = Optional.empty();
        series = Optional.empty();
        comment = Optional.empty();
        atMillis = OptionalLong.empty();
        repeats = 0;
    }

    public void id(String text) {
        id = text(text);
    }

    /// A digest in hex digits of either case.
    public void digest(DigestKind kind, String hex) {
        String trimmed = hex.strip();
        if (trimmed.isEmpty()) {
            return;
        }
        try {
            put(Digest.fromHex(kind, trimmed));
        } catch (IllegalArgumentException e) {
            remark("its " + kind.algorithm() + " is not " + 2 * kind.bytes() + " hex digits");
        }
    }

    public void digest(DigestKind kind, byte[] bytes) {
        if (bytes.length == kind.bytes()) {
            put(Digest.of(kind, bytes));
        } else {
            remark("its " + kind.algorithm() + " has " + bytes.length + " bytes, not " + kind.bytes());
        }
    }

    private void put(Digest digest) {
        Digest earlier = digests[digest.kind().ordinal()];
        if (earlier != null && !earlier.equals(digest)) {
            remark("it has two different values of " + digest.kind().algorithm() + ", and the first was kept");
            return;
        }
        digests[digest.kind().ordinal()] = digest;
    }

    public boolean has(DigestKind kind) {
        return digests[kind.ordinal()] != null;
    }

    /// A PDQ hash in hex digits of either case.
    public void pdq(String hex) {
        String trimmed = hex.strip();
        if (trimmed.isEmpty()) {
            return;
        }
        try {
            pdq = Optional.of(PdqHash.fromHex(trimmed));
        } catch (IllegalArgumentException e) {
            remark("its PDQ is not 64 hex digits");
        }
    }

    /// The quality of the PDQ hash, 0..100.
    public void quality(String text) {
        long value = number(text, 100, "quality");
        if (value >= 0) {
            quality = OptionalInt.of((int) value);
        }
    }

    public void sizeBytes(long bytes) {
        if (bytes >= 0) {
            sizeBytes = OptionalLong.of(bytes);
        } else {
            remark("its size is not a whole number from 0");
        }
    }

    public void sizeBytes(String text) {
        long value = number(text, Long.MAX_VALUE, "size");
        if (value >= 0) {
            sizeBytes = OptionalLong.of(value);
        }
    }

    private long number(String text, long max, String what) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return -1;
        }
        try {
            long value = Long.parseLong(trimmed.endsWith(".0") ? trimmed.substring(0, trimmed.length() - 2) : trimmed);
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as any other value that cannot be.
        }
        remark("its " + what + " is not a whole number from 0" + (max == Long.MAX_VALUE ? "" : " to " + max));
        return -1;
    }

    /// The time of a frame in milliseconds.
    public void atMillis(String text) {
        long value = number(text, AT_MILLIS_MAX, "time");
        if (value >= 0) {
            atMillis = OptionalLong.of(value);
        }
    }

    /// The time of a frame in seconds, with a fraction.
    public void timestamp(String text) {
        try {
            double seconds = Double.parseDouble(text.strip());
            if (seconds >= 0 && seconds * 1000 <= AT_MILLIS_MAX) {
                atMillis = OptionalLong.of(Math.round(seconds * 1000));
                return;
            }
        } catch (NumberFormatException e) {
            // Told below, as any other value that cannot be.
        }
        remark("its time is not a number of seconds from 0");
    }

    /// How many further frames a frame stands for.
    public void repeats(String text) {
        repeats = (int) Math.max(0, number(text, Integer.MAX_VALUE, "number of repeats"));
    }

    public void category(String text) {
        category = text(text);
    }

    public void series(String text) {
        series = text(text);
    }

    public void comment(String text) {
        comment = text(text);
    }

    /// A perceptual hash that is present but cannot be matched here.
    public void unmatchable(String name) {
        if (!unmatchable.contains(name)) {
            unmatchable.add(name);
        }
    }

    /// Takes a hash by the name that its source gives it.
    ///
    /// @return whether the name is that of a hash we know of
    public boolean namedHash(String name, String value) {
        String key = key(name);
        switch (key) {
            case "MD5" -> digest(DigestKind.MD5, value);
            case "SHA1" -> digest(DigestKind.SHA1, value);
            case "SHA256", "SHA2256" -> digest(DigestKind.SHA256, value);
            case "PDQ", "PDQHASH" -> pdq(value);
            case "PDQQUALITY", "PDQHASHQUALITY" -> quality(value);
            default -> {
                Optional<String> perceptual = Perceptual.called(key);
                perceptual.filter(known -> !value.isBlank()).ifPresent(this::unmatchable);
                return perceptual.isPresent();
            }
        }
        return true;
    }

    /// Upper-case letters and digits alone. Most rows of a list have the same few names.
    private String key(String name) {
        if (!name.equals(lastName)) {
            lastName = name;
            lastKey = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        }
        return lastKey;
    }

    /// Tells of something about this row once the row is done.
    public void remark(String text) {
        if (remarks.size() < REMARKS_MAX) {
            remarks.add(text);
        }
    }

    /// Ends the row and hands it on.
    public void end() throws IOException {
        List<Digest> found = found();
        if (found.isEmpty() && pdq.isEmpty() && unmatchable.isEmpty()) {
            sink.problem(place.get(), remarks.isEmpty() ? "it holds no hash" : String.join("; ", remarks));
            return;
        }
        rows++;
        Optional<RowFrame> frame = atMillis.isPresent() && pdq.isPresent()
                ? Optional.of(new RowFrame(atMillis.getAsLong(), repeats))
                : Optional.empty();
        sink.row(
                place,
                new HashListRow(id, found, pdq, quality, sizeBytes, category, series, comment, frame, unmatchable));
        for (String remark : remarks) {
            sink.remark(place.get(), remark);
        }
    }

    private List<Digest> found() {
        Digest[] found = new Digest[digests.length];
        int count = 0;
        for (Digest digest : digests) {
            if (digest != null) {
                found[count++] = digest;
            }
        }
        return List.of(count == found.length ? found : Arrays.copyOf(found, count));
    }

    /// Ends the row as one that must not be used.
    public void refuse(String reason) {
        sink.problem(place.get(), reason);
    }

    private Optional<String> text(String text) {
        String stripped = text.strip();
        if (stripped.length() > TEXT_CHARS_MAX) {
            remark("a text of more than " + TEXT_CHARS_MAX + " characters was cut");
            int end = Character.isHighSurrogate(stripped.charAt(TEXT_CHARS_MAX - 1))
                    ? TEXT_CHARS_MAX - 1
                    : TEXT_CHARS_MAX;
            stripped = stripped.substring(0, end);
        }
        return stripped.isEmpty() ? Optional.empty() : Optional.of(stripped);
    }
}
