/// Writes what a scan found: HTML, CSV, VICS, CASE, and exported originals.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.report;
