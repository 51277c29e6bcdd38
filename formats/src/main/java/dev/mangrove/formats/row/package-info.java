/// One row of a list of known hashes, whatever its format: what every reader gives and who receives it.
///
/// A reader hands rows to a [RowSink][dev.mangrove.formats.row.RowSink] one by one and keeps none. A row that
/// cannot be used is told to the sink and reading goes on; a file that cannot be used as a whole ends in a
/// [HashListFormatException][dev.mangrove.formats.row.HashListFormatException]. Nothing here judges a hash:
/// the empty file and the zero PDQ are refused where a list is built.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.row;
