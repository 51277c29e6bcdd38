package dev.mangrove.cli;

import dev.mangrove.hash.DigestKind;
import dev.mangrove.index.HashListHeader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a known list says of itself, for people and for machines.
final class ListHeaderText {

    private ListHeaderText() {}

    static Map<String, Object> json(Path file, HashListHeader header) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("list", file.toString());
        json.put("name", header.name());
        json.put("version", header.version());
        json.put("origin", header.origin());
        json.put("scheme", header.scheme());
        json.put("profile", header.profile().label());
        json.put("entries", header.entries());
        for (DigestKind kind : DigestKind.values()) {
            json.put(kind.name().toLowerCase(Locale.ROOT), header.digests().getOrDefault(kind, 0L));
        }
        json.put("pdq", header.pdq());
        json.put("nearMatchable", header.nearMatchable());
        List<Map<String, Object>> sources = new ArrayList<>();
        for (HashListHeader.Source source : header.sources()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("fileName", source.fileName());
            one.put("format", source.format());
            one.put("sha256", source.sha256());
            one.put("rows", source.rows());
            one.put("refused", source.refused());
            sources.add(one);
        }
        json.put("sources", sources);
        return json;
    }

    static void print(PrintStream out, Path file, HashListHeader header) {
        out.println(file);
        out.println("  name      " + header.name() + ", version " + header.version());
        out.println("  origin    " + header.origin());
        out.println("  scheme    " + header.scheme().orElse("none: its entries have no categories"));
        out.printf(Locale.ROOT, "  entries   %,d%n", header.entries());
        for (DigestKind kind : DigestKind.values()) {
            out.printf(
                    Locale.ROOT,
                    "  %-9s %,d entries%n",
                    kind.algorithm(),
                    header.digests().getOrDefault(kind, 0L));
        }
        out.printf(
                Locale.ROOT,
                "  PDQ       %,d entries, profile %s%n",
                header.pdq(),
                header.profile().label());
        out.printf(
                Locale.ROOT,
                "  %,d of %,d entries can be matched nearly; the others only by their digests.%n",
                header.nearMatchable(),
                header.entries());
        for (HashListHeader.Source source : header.sources()) {
            out.printf(
                    Locale.ROOT,
                    "  from      %s (%s, %,d rows, %,d refused)%n            SHA-256 %s%n",
                    source.fileName(),
                    source.format(),
                    source.rows(),
                    source.refused(),
                    source.sha256());
        }
    }
}
