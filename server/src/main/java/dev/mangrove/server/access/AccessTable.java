package dev.mangrove.server.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The table of routes, read once at start.
public final class AccessTable {

    private static final String RESOURCE = "/access-table.csv";
    private static final String HEADER = "method,route,who,scope,relation,act";

    private final Map<String, AccessRow> rows;

    private AccessTable(Map<String, AccessRow> rows) {
        this.rows = rows;
    }

    /// @throws IllegalStateException when the table is missing or a line is not understood; it names the line
    public static AccessTable load() {
        try (InputStream stream = AccessTable.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program");
            }
            return read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " could not be read", e);
        }
    }

    static AccessTable read(BufferedReader lines) throws IOException {
        Map<String, AccessRow> rows = new LinkedHashMap<>();
        int number = 1;
        if (!HEADER.equals(lines.readLine())) {
            throw new IllegalStateException("line 1 of the access table must be: " + HEADER);
        }
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            AccessRow row;
            try {
                row = row(line);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("line " + number + " of the access table: " + e.getMessage(), e);
            }
            if (rows.putIfAbsent(key(row.method(), row.route()), row) != null) {
                throw new IllegalStateException("line " + number + " of the access table names a route again");
            }
        }
        return new AccessTable(rows);
    }

    /// The row of a route as the router knows it, such as `GET` and `/cases/{reference}`.
    public Optional<AccessRow> row(String method, String route) {
        return Optional.ofNullable(rows.get(key(method, route)));
    }

    public Collection<AccessRow> rows() {
        return rows.values();
    }

    private static String key(String method, String route) {
        return method + " " + route;
    }

    private static AccessRow row(String line) {
        List<String> cells =
                Arrays.stream(line.split(",", -1)).map(String::strip).toList();
        if (cells.size() != 6) {
            throw new IllegalArgumentException("it has " + cells.size() + " cells, not 6");
        }
        String who = cells.get(2);
        AccessRow.Audience audience = switch (who) {
            case "anyone" -> AccessRow.Audience.ANYONE;
            case "half-signed-in" -> AccessRow.Audience.HALF_SIGNED_IN;
            case "signed-in" -> AccessRow.Audience.SIGNED_IN;
            default -> AccessRow.Audience.ROLES;
        };
        Set<Role> roles = audience == AccessRow.Audience.ROLES
                ? Arrays.stream(who.split(" ")).map(Role::ofCode).collect(Collectors.toSet())
                : Set.of();
        return new AccessRow(
                cells.get(0),
                cells.get(1),
                audience,
                roles,
                cells.get(3),
                AccessRow.Relation.valueOf(constant(cells.get(4))),
                AccessRow.Act.valueOf(constant(cells.get(5))));
    }

    private static String constant(String cell) {
        return cell.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
