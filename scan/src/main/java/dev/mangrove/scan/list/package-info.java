/// Builds a known list from the formats that units exchange, or from a folder of pictures.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.list;
