/// Examines one item's bytes: type by content, digests, pixels, PDQ and camera facts.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.examine;
