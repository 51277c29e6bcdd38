/// Walks containers: what members a ZIP, 7z, RAR, TAR, compressed file or web archive holds.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.walk;
