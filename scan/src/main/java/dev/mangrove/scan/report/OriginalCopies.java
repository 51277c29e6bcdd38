package dev.mangrove.scan.report;

import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Copies each wanted content once, and keeps only copies that have the digest which the scan recorded. A
/// content that cannot be had from one place is tried at the next.
///
/// Items come by place, so that a container is opened once for all it holds, or once for every 100,000.
final class OriginalCopies {

    private static final int BATCH_MAX = 100_000;
    private static final int REASONS_MAX = 100_000;

    private final ReportSource source;
    private final CaptureOriginals originals;
    private final Path folder;
    private final Map<String, String> reasons = new HashMap<>();
    private Batch batch = new Batch(0, RawName.ofText(""), RawName.ofText(""));

    OriginalCopies(ReportSource source, CaptureOriginals originals, Path folder) {
        this.source = source;
        this.originals = originals;
        this.folder = folder;
    }

    /// Gives a content's copy its name; empty where it is not to be copied.
    interface Names {
        Optional<String> of(ItemRow item) throws SQLException;
    }

    /// Copies what `names` names.
    ///
    /// @param where a condition on `i` that keeps to items with digests
    void copy(String where, Names names, Object... parameters) throws SQLException, IOException {
        source.forEach(
                ItemRow.COLUMNS + where + ItemRow.BY_PLACE,
                row -> {
                    ItemRow item = new ItemRow(row);
                    Optional<String> name = names.of(item);
                    if (name.isPresent() && !isCopied(name.get())) {
                        add(item, name.get());
                    }
                },
                parameters);
        fetch();
    }

    boolean isCopied(String name) {
        return Files.exists(folder.resolve(name));
    }

    /// Why a copy is missing.
    String reason(String name) {
        return reasons.getOrDefault(name, "its place could not be reached");
    }

    private void add(ItemRow item, String name) throws SQLException, IOException {
        int capture = Integer.parseInt(item.orEmpty("capture_id"));
        if (capture != batch.capture || !item.topPath().equals(batch.topPath) || batch.wanted.size() >= BATCH_MAX) {
            fetch();
            RawName location = item.captureLocation();
            RawName path = item.orEmpty("capture_kind").equals("folder") ? location.resolve(item.topPath()) : location;
            batch = new Batch(capture, item.topPath(), path);
        }
        if (batch.names.add(name)) {
            batch.wanted.put(
                    item.sequence(), new Wanted(name, item.hex("sha256").orElse("")));
        }
    }

    private record Wanted(String name, String sha256) {}

    private record Batch(int capture, RawName topPath, RawName path, Map<Long, Wanted> wanted, Set<String> names) {
        Batch(int capture, RawName topPath, RawName path) {
            this(capture, topPath, path, new TreeMap<>(), new TreeSet<>());
        }
    }

    private void fetch() throws SQLException, IOException {
        Batch now = batch;
        if (now.wanted.isEmpty()) {
            return;
        }
        try {
            originals.fetch(topFile(now), now.wanted.keySet(), (sequence, bytes) -> {
                Wanted wanted = now.wanted.get(sequence);
                if (wanted != null) {
                    keep(wanted, bytes);
                }
            });
            missing(now, "it was not met again in its container: it is no picture, or the capture has changed");
        } catch (OutputException e) {
            throw e.failure;
        } catch (IOException e) {
            missing(now, "its place could not be read: " + e.getMessage());
        } finally {
            now.wanted.clear();
        }
    }

    private CaptureOriginals.TopFile topFile(Batch of) throws SQLException, IOException {
        Set<Long> poison = new TreeSet<>(source.list(
                "SELECT sequence FROM item WHERE capture_id = ? AND top_path = ? AND notes LIKE '%\"endedWalk\"%'",
                row -> row.getLong(1), of.capture, of.topPath.bytes()));
        String type = source.text(
                        "SELECT media_type FROM item WHERE capture_id = ? AND top_path = ? AND sequence = 0",
                        of.capture,
                        of.topPath.bytes())
                .orElse("");
        return new CaptureOriginals.TopFile(of.path, MediaType.ofLabel(type), poison);
    }

    private void missing(Batch of, String reason) {
        for (Wanted wanted : of.wanted.values()) {
            if (!isCopied(wanted.name) && reasons.size() < REASONS_MAX) {
                reasons.putIfAbsent(wanted.name, reason);
            }
        }
    }

    private void keep(Wanted wanted, InputStream bytes) throws IOException {
        MessageDigest digest = sha256();
        Path part = output(() -> Files.createTempFile(folder, ".mangrove-", ".part"));
        try {
            try (OutputStream out = new DigestOutputStream(output(() -> Files.newOutputStream(part)), digest)) {
                byte[] buffer = new byte[64 << 10];
                int count;
                while ((count = bytes.read(buffer)) >= 0) {
                    int length = count;
                    output(() -> {
                        out.write(buffer, 0, length);
                        return length;
                    });
                }
            }
            if (HexFormat.of().formatHex(digest.digest()).equals(wanted.sha256)) {
                output(() -> Files.move(part, folder.resolve(wanted.name), StandardCopyOption.ATOMIC_MOVE));
            } else if (reasons.size() < REASONS_MAX) {
                reasons.put(wanted.name, "its bytes are no longer those that were scanned: the capture has changed");
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private interface Write<T> {
        T write() throws IOException;
    }

    /// A full disk ends the export; an unreadable place only costs that place.
    private <T> T output(Write<T> write) throws OutputException {
        try {
            return write.write();
        } catch (IOException e) {
            throw new OutputException(new ReportException(
                    "cannot write into " + folder + ": " + e.getMessage()
                            + ". Free some space; what was copied so far is whole.",
                    e));
        }
    }

    private static final class OutputException extends IOException {
        private static final long serialVersionUID = 1;
        private final ReportException failure;

        OutputException(ReportException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
