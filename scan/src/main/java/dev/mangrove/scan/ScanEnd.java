package dev.mangrove.scan;

/// How a scan went, beside what it found.
///
/// @param changedFiles that are not what an earlier run saw; the results keep what was seen first
/// @param missingFiles that an earlier run saw and that are gone
/// @param accessTimesKept whether every file was read without touching its access time
/// @param isolation for the head of a report: what workers were cut off from
public record ScanEnd(long changedFiles, long missingFiles, boolean accessTimesKept, String isolation) {}
