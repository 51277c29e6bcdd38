/// Which known hashes are equal, or lie within r bits: exact, memory-mapped, never approximate.
@org.jspecify.annotations.NullMarked
package dev.mangrove.index;
