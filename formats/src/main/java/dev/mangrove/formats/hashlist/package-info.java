/// Lists of known hashes in the forms that units exchange, read as one stream of plain rows.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.hashlist;
