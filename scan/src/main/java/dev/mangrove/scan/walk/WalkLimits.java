package dev.mangrove.scan.walk;

/// What a walk over one top-level container may cost. A top-level container has no limit on bytes.
///
/// @param entriesMax members of one container
/// @param depthMax containers within containers; a member of the top-level container has depth 1
/// @param nestedBytesMax bytes unpacked from nested containers, in all
/// @param ratioMax unpacked to packed bytes of one member, once `ratioFreeBytes` have been unpacked
/// @param inlineBytesMax members up to this size travel in memory, larger ones in a temporary file
public record WalkLimits(
        long entriesMax, int depthMax, long nestedBytesMax, int ratioMax, long ratioFreeBytes, int inlineBytesMax) {

    /// The limits of a scan.
    public static final WalkLimits STANDARD = new WalkLimits(10_000_000, 8, 20L << 30, 200, 10L << 20, 4 << 20);
}
