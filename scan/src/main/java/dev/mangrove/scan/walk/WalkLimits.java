package dev.mangrove.scan.walk;

/// What a walk over one top-level container may cost. A top-level container has no limit on bytes.
///
/// @param entriesMax members of one container
/// @param depthMax containers within containers; a member of the top-level container has depth 1
/// @param nestedBytesMax bytes unpacked from nested containers, in all; less for a small top-level container, see
///     [#within]
/// @param ratioMax unpacked to packed bytes of one member, once `ratioFreeBytes` have been unpacked
/// @param inlineBytesMax members up to this size travel in memory, larger ones in a temporary file
/// @param carve whether files are searched for in the unused space of disk images
public record WalkLimits(
        long entriesMax,
        int depthMax,
        long nestedBytesMax,
        int ratioMax,
        long ratioFreeBytes,
        int inlineBytesMax,
        boolean carve) {

    public WalkLimits(
            long entriesMax, int depthMax, long nestedBytesMax, int ratioMax, long ratioFreeBytes, int inlineBytesMax) {
        this(entriesMax, depthMax, nestedBytesMax, ratioMax, ratioFreeBytes, inlineBytesMax, false);
    }

    /// The limits of a scan.
    public static final WalkLimits STANDARD = new WalkLimits(10_000_000, 8, 20L << 30, 200, 10L << 20, 4 << 20);

    /// Archives in archives multiply: sixteen in each of sixteen, six deep, with ten megabytes that each of the
    /// innermost may unpack, make terabytes of a hundred kilobytes, and no single member goes too far. So the
    /// ratio holds for all that is nested as well, once it has come to this much.
    private static final long NESTED_FREE_BYTES = 256L << 20;

    /// These limits for a top-level container of a certain size.
    WalkLimits within(long containerBytes) {
        long allowed = NESTED_FREE_BYTES + Math.min(containerBytes, nestedBytesMax) * ratioMax;
        return new WalkLimits(
                entriesMax,
                depthMax,
                Math.min(nestedBytesMax, allowed),
                ratioMax,
                ratioFreeBytes,
                inlineBytesMax,
                carve);
    }

    /// These limits with or without a search in unused space.
    public WalkLimits carving(boolean wanted) {
        return new WalkLimits(entriesMax, depthMax, nestedBytesMax, ratioMax, ratioFreeBytes, inlineBytesMax, wanted);
    }
}
