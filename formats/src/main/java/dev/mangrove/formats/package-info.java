/// The outside world's formats as plain records, one package per standard.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats;
