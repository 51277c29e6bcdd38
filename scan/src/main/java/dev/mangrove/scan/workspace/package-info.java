/// The folder that a scan writes: one SQLite file with settings, journal and results, and what the reports read of it.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.workspace;
