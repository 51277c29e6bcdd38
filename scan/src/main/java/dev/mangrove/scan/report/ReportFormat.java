package dev.mangrove.scan.report;

/// The forms in which a workspace's results are written.
public enum ReportFormat {
    /// One self-contained page for people.
    HTML("html", "name=\"generator\" content=\"Mangrove\""),
    /// Every item, one row each.
    CSV("csv", String.join(",", CsvReport.HEADER)),
    /// VICS 2.0 case export.
    VICS("vics", "\"SourceApplicationName\":\"Mangrove\""),
    /// CASE/UCO as JSON-LD.
    CASE("case", "\"uco-core:name\":\"Mangrove\"");

    private final String label;
    private final String marker;

    ReportFormat(String label, String marker) {
        this.label = label;
        this.marker = marker;
    }

    /// The name on the command line, e.g. `html`.
    public String label() {
        return label;
    }

    /// A text that stands near the beginning of every report of this format and of no other file.
    String marker() {
        return marker;
    }
}
