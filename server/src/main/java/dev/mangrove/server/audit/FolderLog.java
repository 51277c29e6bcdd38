package dev.mangrove.server.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An exported log, laid out as tlog-tiles has it. Reads bounded amounts.
final class FolderLog implements ReadableLog {

    static final String CHECKPOINT = "checkpoint";
    static final String KEPT = "mangrove/checkpoints";
    static final String OPENINGS = "mangrove/openings";

    private static final int STRAYS_MAX = 20;
    private static final int OPENINGS_BYTES_MAX = 64 << 20;

    private final LogFiles files;

    FolderLog(LogFiles files) {
        this.files = files;
    }

    static FolderLog open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is no folder: name the folder that the export wrote");
        }
        if (!Files.exists(folder.resolve(CHECKPOINT)) && !Files.exists(folder.resolve("tile"))) {
            throw new IOException(
                    folder + " holds no exported audit log: there is neither a checkpoint nor a tile in it");
        }
        return new FolderLog(new FolderFiles(folder));
    }

    @Override
    public Optional<String> checkpoint() throws IOException {
        return text(CHECKPOINT, SignedNote.CHARACTERS_MAX);
    }

    @Override
    public NoteReader keptCheckpoints() throws IOException {
        // Bytes that are no UTF-8 become replacement characters, which no signature vouches for.
        return new NoteText(new BufferedReader(new InputStreamReader(files.open(KEPT), StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<byte[]> tile(int level, long index, int width) throws IOException {
        int bytes = width * TreeHash.BYTES;
        return files.read(TilePath.tile(level, index, width), bytes).filter(read -> read.length == bytes);
    }

    @Override
    public Optional<byte[]> entries(long index, int width) throws IOException {
        return files.read(TilePath.entries(index, width), EntryBundle.BYTES_MAX);
    }

    @Override
    public Optional<String> openings(long index, int width) throws IOException {
        return text(TilePath.openings(index, width), OPENINGS_BYTES_MAX);
    }

    private Optional<String> text(String name, int bytesMax) throws IOException {
        return files.read(name, bytesMax).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public boolean hasOpenings() throws IOException {
        return !files.names(OPENINGS).isEmpty();
    }

    @Override
    public List<String> strays(long size) throws IOException {
        return Stream.concat(files.names("tile").stream(), files.names("mangrove").stream())
                .filter(path -> !belongs(path, size))
                .limit(STRAYS_MAX)
                .map(path -> "a file that a log of " + size + " entries does not have: " + printable(path))
                .toList();
    }

    private static String printable(String name) {
        String shown = name.replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 120 ? shown : shown.substring(0, 120) + "...";
    }

    private static boolean belongs(String path, long size) {
        return path.equals(KEPT)
                || TilePath.parse(path).map(place -> place.belongsTo(size)).orElse(false);
    }
}
