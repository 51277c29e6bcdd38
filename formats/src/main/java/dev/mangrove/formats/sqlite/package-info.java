/// SQLite files from outside, opened so that not one byte beside or inside them changes.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.sqlite;
