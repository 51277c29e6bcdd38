package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.BLOCK_SHIFT;
import static dev.mangrove.index.ListLayout.INT;
import static dev.mangrove.index.ListLayout.LONG;
import static dev.mangrove.index.ListLayout.LONG_BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// A part of memory that is read in blocks of 64 KiB, each checked before its first use.
///
/// Whether a block is known to be sound is a plain byte that goes from 0 to 1 and never back: a
/// thread that has not seen another's 1 checks once more and comes to the same result. Numbers of 4
/// and 8 bytes lie at multiples of their size, so none crosses the border of two blocks.
final class Section {

    /// Checks one block, and throws where it is damaged.
    @FunctionalInterface
    interface BlockCheck {
        void check(int block);
    }

    /// Bits in a block, as a shift.
    private static final int BIT_BLOCK_SHIFT = BLOCK_SHIFT + 3;

    private final MemorySegment bytes;
    private final byte[] sound;
    private final BlockCheck check;

    /// Once all blocks are sound, which blocks a number lies in no longer matters.
    private boolean whole;

    Section(MemorySegment bytes, BlockCheck check) {
        this.bytes = bytes;
        this.sound = new byte[Math.toIntExact(ListLayout.blocks(bytes.byteSize()))];
        this.check = check;
    }

    /// Memory that this process has written itself.
    static Section ofOwn(MemorySegment bytes) {
        Section section = new Section(bytes, block -> {});
        Arrays.fill(section.sound, (byte) 1);
        section.whole = true;
        return section;
    }

    long byteSize() {
        return bytes.byteSize();
    }

    int blocks() {
        return sound.length;
    }

    int getInt(long offset) {
        require((int) (offset >>> BLOCK_SHIFT));
        return bytes.get(INT, offset);
    }

    long getLong(long offset) {
        require((int) (offset >>> BLOCK_SHIFT));
        return bytes.get(LONG, offset);
    }

    byte getByte(long offset) {
        require((int) (offset >>> BLOCK_SHIFT));
        return bytes.get(ValueLayout.JAVA_BYTE, offset);
    }

    /// Eight bytes at any offset as an unsigned number, first byte highest.
    long getBigEndian(long offset) {
        require((int) (offset >>> BLOCK_SHIFT));
        require((int) ((offset + Long.BYTES - 1) >>> BLOCK_SHIFT));
        return bytes.get(LONG_BIG_ENDIAN, offset);
    }

    /// A number of some bits, the lowest of which is bit `from` of the section; bit 0 is the lowest of its first byte.
    ///
    /// @param widthBits 0 to 57
    long getBits(long from, int widthBits) {
        if (widthBits == 0) {
            return 0;
        }
        require((int) (from >>> BIT_BLOCK_SHIFT));
        require((int) (from + widthBits - 1 >>> BIT_BLOCK_SHIFT));
        // Eight bytes from where the number begins, or the last eight: only sections without bytes have fewer.
        long at = Math.min(from >>> 3, bytes.byteSize() - Long.BYTES);
        return bytes.get(LONG, at) >>> (from - at * Byte.SIZE) & PackedNumbers.mask(widthBits);
    }

    /// A number of 4 bytes at any offset.
    int getUnalignedInt(long offset) {
        require((int) ((offset + Integer.BYTES - 1) >>> BLOCK_SHIFT));
        return getInt(offset);
    }

    /// The bytes from `offset` on, in `into`.
    void copy(long offset, byte[] into) {
        if (into.length > 0) {
            for (long block = offset >>> BLOCK_SHIFT; block <= (offset + into.length - 1) >>> BLOCK_SHIFT; block++) {
                require((int) block);
            }
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset, into, 0, into.length);
        }
    }

    /// The memory itself, for a loop that calls [#require] once for each block.
    MemorySegment memory() {
        return bytes;
    }

    /// Checks the blocks of several numbers, to be read from [#memory] after this. A loop of its own without
    /// branches, so that the loop that reads them waits for nothing but the memory.
    ///
    /// @param units places of equal width
    /// @param blockShift how many of them a block holds, as a shift
    void requireAll(int[] units, int count, int blockShift) {
        if (whole) {
            return;
        }
        int unsound = 0;
        for (int i = 0; i < count; i++) {
            unsound |= sound[units[i] >>> blockShift] ^ 1;
        }
        if (unsound != 0) {
            for (int i = 0; i < count; i++) {
                require(units[i] >>> blockShift);
            }
            noteWhole();
        }
    }

    /// The same for [PackedNumbers], whose positions stand in some bits of larger numbers. Such a number may cross
    /// the border of two blocks.
    void requireAll(long[] positions, long mask, int count, int widthBits) {
        if (whole) {
            return;
        }
        int unsound = 0;
        for (int i = 0; i < count; i++) {
            long bit = (positions[i] & mask) * widthBits;
            unsound |=
                    sound[(int) (bit >>> BIT_BLOCK_SHIFT)] & sound[(int) (bit + widthBits - 1 >>> BIT_BLOCK_SHIFT)] ^ 1;
        }
        if (unsound != 0) {
            for (int i = 0; i < count; i++) {
                long bit = (positions[i] & mask) * widthBits;
                require((int) (bit >>> BIT_BLOCK_SHIFT));
                require((int) (bit + widthBits - 1 >>> BIT_BLOCK_SHIFT));
            }
            noteWhole();
        }
    }

    /// Seldom called: only after blocks were checked, which takes longer.
    private void noteWhole() {
        for (byte block : sound) {
            if (block == 0) {
                return;
            }
        }
        whole = true;
    }

    /// Checks a block unless it is known to be sound.
    void require(int block) {
        if (sound[block] == 0) {
            check.check(block);
            sound[block] = 1;
        }
    }

    /// Checks a block whether or not it was sound before.
    void checkAgain(int block) {
        check.check(block);
        sound[block] = 1;
    }
}
