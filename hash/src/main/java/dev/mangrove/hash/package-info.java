/// What a picture or a file looks like, as bits: PDQ hashes with quality and orientations, and digests.
@org.jspecify.annotations.NullMarked
package dev.mangrove.hash;
