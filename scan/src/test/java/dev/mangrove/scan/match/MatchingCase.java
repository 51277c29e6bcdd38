package dev.mangrove.scan.match;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashListBuilder;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.scan.workspace.DrawnItems;
import dev.mangrove.scan.workspace.ItemRecord;
import dev.mangrove.scan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// A workspace and lists in a folder of their own, for tests of what comes out of them.
public final class MatchingCase implements AutoCloseable {

    private final Path folder;
    private final Workspace workspace;
    private int lists;

    public MatchingCase(Path folder) {
        this.folder = folder;
        this.workspace = Workspace.openOrCreate(folder.resolve("workspace"), DrawnItems.SETTINGS, DrawnItems.CAPTURES);
    }

    public Workspace workspace() {
        return workspace;
    }

    public MatchingCase items(ItemRecord... records) {
        return items(List.of(records));
    }

    public MatchingCase items(List<ItemRecord> records) {
        records.forEach(record -> workspace.items().append(record));
        workspace.items().flush();
        return this;
    }

    public Path list(HashListEntry... entries) {
        return list(HashProfile.REFERENCE, List.of(entries));
    }

    public Path list(HashProfile profile, List<HashListEntry> entries) {
        Path file = folder.resolve("list" + ++lists + ".mgl");
        try (HashListBuilder builder = HashListBuilder.create(
                file,
                new HashListBuilder.Description("L" + lists, Optional.of("1"), "unit", Optional.empty(), profile))) {
            for (HashListEntry entry : entries) {
                builder.add(entry);
            }
            builder.finish(List.of());
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public ScanSummary match(Path... files) {
        return match(List.of(files), List.of());
    }

    public ScanSummary match(List<Path> files, List<Path> knownGood) {
        return Matching.run(workspace, files, knownGood, 31, 2);
    }

    /// Rows as text, values separated by `|`.
    public List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = workspace.connectToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    text.append(column == 1 ? "" : "|").append(row.getString(column));
                }
                rows.add(text.toString());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /// Paths of stack members, one text for each stack.
    public Set<String> stacks() {
        return new TreeSet<>(rows("""
                SELECT group_concat(i.path_text, ' ' ORDER BY i.path_text) FROM stack_member m
                  JOIN item i ON i.id = m.item_id GROUP BY m.stack_id"""));
    }

    public static HashListEntry entry(String id, EntryRole role, Digest... digests) {
        return entry(id, role, OptionalLong.empty(), Optional.empty(), OptionalInt.empty(), digests);
    }

    public static HashListEntry entry(String id, EntryRole role, PdqHash pdq, Digest... digests) {
        return entry(id, role, OptionalLong.empty(), Optional.of(pdq), OptionalInt.empty(), digests);
    }

    public static HashListEntry entry(
            String id,
            EntryRole role,
            OptionalLong sizeBytes,
            Optional<PdqHash> pdq,
            OptionalInt quality,
            Digest... digests) {
        return new HashListEntry(
                id,
                Set.of(digests),
                pdq,
                quality,
                sizeBytes,
                Optional.of("1"),
                Optional.of("S"),
                Optional.empty(),
                role);
    }

    @Override
    public void close() {
        workspace.close();
    }
}
