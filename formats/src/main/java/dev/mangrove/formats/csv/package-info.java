/// Lists and tables as comma-separated values: RFC 4180, read leniently and written strictly.
///
/// Source: RFC 4180.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.csv;
