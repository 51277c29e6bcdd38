package dev.mangrove.scan.report;

/// What came of an export.
///
/// @param contents different contents that were asked for
/// @param copied those that were copied and have the digest of the scan
/// @param places items that show them; all are in the manifest
public record ExportSummary(long contents, long copied, long places) {

    /// Whether nothing is missing.
    public boolean isComplete() {
        return contents == copied;
    }
}
