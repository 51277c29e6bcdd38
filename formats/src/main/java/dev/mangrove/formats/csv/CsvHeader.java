package dev.mangrove.formats.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The first line of a table: where each column lies, whatever the case and punctuation of its name.
public final class CsvHeader {

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    private CsvHeader() {}

    public static CsvHeader of(List<String> fields) {
        CsvHeader header = new CsvHeader();
        for (String field : fields) {
            String name = plain(field);
            header.places.putIfAbsent(name, header.names.size());
            header.names.add(name);
        }
        return header;
    }

    /// A header from one line of text whose delimiter is not yet known.
    public static CsvHeader ofLine(String line) {
        return of(CsvRecords.split(line, CsvRecords.delimiterOf(line)));
    }

    /// `SHA-1` and `sha1` are one name.
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    public int columns() {
        return names.size();
    }

    public boolean has(String name) {
        return places.containsKey(plain(name));
    }

    public boolean hasAll(String... wanted) {
        return List.of(wanted).stream().allMatch(this::has);
    }

    /// The name of one column, in lower case, letters and digits only.
    public String name(int column) {
        return names.get(column);
    }

    /// The value of the column `name` in a record; blank where the record is shorter.
    public String value(List<String> record, String name) {
        return Optional.ofNullable(places.get(plain(name)))
                .filter(place -> place < record.size())
                .map(record::get)
                .orElse("");
    }
}
