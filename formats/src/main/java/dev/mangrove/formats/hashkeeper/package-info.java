/// HashKeeper hash sets as CSV.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.hashkeeper;
