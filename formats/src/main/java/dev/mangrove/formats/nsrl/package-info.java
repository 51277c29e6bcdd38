/// The reference data set of the National Software Reference Library, RDSv3 (SQLite) and RDSv2 (text).
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.nsrl;
