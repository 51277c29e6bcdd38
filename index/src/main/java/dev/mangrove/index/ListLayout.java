package dev.mangrove.index;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// Numbers that `docs/formats/mgl.md` fixes for format version 4.
final class ListLayout {

    static final int FORMAT_VERSION = 4;

    /// A first byte that no text has, a name, and line ends that a careless transfer would change.
    private static final byte[] MAGIC = HexFormat.of().parseHex("894d474c0d0a1a0a");

    static final int MAGIC_BYTES = 8;
    static final int HEADER_BYTES = 4096;
    static final int BLOCK_BYTES = 1 << 16;
    static final int BLOCK_SHIFT = 16;
    static final int SECTION_ALIGNMENT = 64;

    static final int NONE = -1;
    static final int QUALITY_NONE = 0xff;

    /// Ordinals are stored in 32 bits and kept in an `int`.
    static final long ENTRIES_MAX = Integer.MAX_VALUE - 1;

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG_BIG_ENDIAN = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private ListLayout() {}

    static byte[] magic() {
        return MAGIC.clone();
    }

    static long aligned(long offset) {
        return (offset + SECTION_ALIGNMENT - 1) & -SECTION_ALIGNMENT;
    }

    /// Blocks that `bytes` bytes take up, the last one perhaps short.
    static long blocks(long bytes) {
        return (bytes + BLOCK_BYTES - 1) >>> BLOCK_SHIFT;
    }
}
