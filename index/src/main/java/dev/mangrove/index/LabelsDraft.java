package dev.mangrove.index;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The categories, series and comments of a list in the making, in a temporary file. What many entries share is written
/// once: of each field some thousand short texts are remembered with their places, and when that room is full it is
/// emptied. So memory is bounded, and comments that never come again do not keep series from being remembered.
final class LabelsDraft implements AutoCloseable {

    private static final int REMEMBERED_MAX = 8_192;
    private static final int REMEMBERED_CHARS_MAX = 128;
    private static final int FIELDS = 3;

    private final Path path;
    private final OutputStream out;
    private final List<Map<String, Long>> remembered = new ArrayList<>();
    private long bytes;

    LabelsDraft(Path path) throws IOException {
        this.path = path;
        this.out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        for (int field = 0; field < FIELDS; field++) {
            remembered.add(new HashMap<>());
        }
    }

    /// @param field CATEGORY, SERIES or COMMENT
    /// @return one more than the text's offset in the section, or 0 where there is none
    long add(EntryField field, Optional<String> text) throws IOException {
        if (text.isEmpty() || text.get().isEmpty()) {
            return 0;
        }
        String label = text.get();
        Map<String, Long> known = remembered.get(field.ordinal() - EntryField.CATEGORY.ordinal());
        Long place = known.get(label);
        if (place == null) {
            place = write(label.getBytes(StandardCharsets.UTF_8));
            if (label.length() <= REMEMBERED_CHARS_MAX) {
                if (known.size() == REMEMBERED_MAX) {
                    known.clear();
                }
                known.put(label, place);
            }
        }
        return place;
    }

    private long write(byte[] utf8) throws IOException {
        long place = bytes + 1;
        int left = utf8.length;
        while (left > 0x7f) {
            out.write(left & 0x7f | 0x80);
            bytes++;
            left >>>= 7;
        }
        out.write(left);
        out.write(utf8);
        bytes += 1 + utf8.length;
        return place;
    }

    /// Ends adding.
    void write(SectionWriter section) throws IOException {
        out.close();
        byte[] some = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(path)) {
            int read = in.read(some);
            while (read > 0) {
                section.put(some, 0, read);
                read = in.read(some);
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
