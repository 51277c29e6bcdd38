package dev.mangrove.scan;

import dev.mangrove.scan.match.ScanSummary;

/// What a scan found, and how it went.
///
/// @param changedFiles that are not what an earlier run saw; the results keep what was seen first
/// @param missingFiles that an earlier run saw and that are gone
/// @param accessTimesKept whether every file, in this run and earlier ones, was read without touching its access time
/// @param isolation for the head of a report: what workers were cut off from
public record ScanEnd(
        ScanSummary summary, long changedFiles, long missingFiles, boolean accessTimesKept, String isolation) {}
