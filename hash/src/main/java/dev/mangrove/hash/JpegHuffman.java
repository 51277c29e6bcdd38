package dev.mangrove.hash;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// A Huffman table of a JPEG (ITU-T T.81, annex C), made for one look at the coming bits: what they begin with
/// tells the length of the code, and by its symbol how many zeros come before a value and how many bits the value
/// has. Immutable.
final class JpegHuffman {

    /// Bits of one look. Longer codes are rare by construction: each is met less than once in 2,048 symbols.
    static final int LOOK_BITS = 11;

    /// From which a look takes its index out of a buffer filled from the top.
    static final int LOOK_SHIFT = Long.SIZE - LOOK_BITS;

    /// The length of the code of an entry for bits that are no code. libjpeg takes as many and goes on as if it
    /// had read the symbol 0.
    static final int INVALID_LENGTH = 17;

    private static final int CODE_BITS_MAX = 16;
    private static final int PASSED_MAX = 64;

    /// Tables that are remembered; one takes 22 KB.
    private static final int REMEMBERED_MAX = 64;

    private static final ConcurrentMap<Definition, JpegHuffman> REMEMBERED = new ConcurrentHashMap<>();

    /// One entry for each beginning: the code's length, `size << 8`, `run << 16`, `(length + size) << 24`; 0 where
    /// the code is longer than a look.
    final int[] look = new int[1 << LOOK_BITS];

    /// A whole AC symbol in one look, for beginnings that hold its code and its value: `value << 16`, `run << 8`,
    /// and the bits of both; 0 for all others.
    final int[] values = new int[1 << LOOK_BITS];

    /// What each beginning passes over where values are not wanted, up to several symbols whose codes and values
    /// lie in it as a whole: their bits, `places << 4`, and negative where the block ends with them, which counts
    /// as a place; 0 where none does.
    final short[] skips = new short[1 << LOOK_BITS];

    /// The first code that is too large for each length, aligned at 16 bits.
    private final int[] limits = new int[CODE_BITS_MAX + 1];
    private final int[] offsets = new int[CODE_BITS_MAX + 1];
    private final byte[] symbols;

    /// Equal where all counts and symbols are.
    private static final class Definition {
        private final byte[] bytes;

        Definition(int[] counts, byte[] symbols) {
            bytes = Arrays.copyOf(symbols, symbols.length + counts.length);
            for (int length = 0; length < counts.length; length++) {
                bytes[symbols.length + length] = (byte) counts[length];
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Definition definition && Arrays.equals(bytes, definition.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /// A table as a file defines it: most files have the same few, and to make one costs as much as a thumbnail.
    ///
    /// @param counts how many codes there are of each length, 1..16
    /// @param symbols in the order of their codes
    /// @throws UnsupportedJpegException where there are more codes than the lengths allow
    static JpegHuffman of(int[] counts, byte[] symbols) throws UnsupportedJpegException {
        Definition definition = new Definition(counts, symbols);
        JpegHuffman known = REMEMBERED.get(definition);
        if (known == null) {
            known = new JpegHuffman(counts, symbols);
            if (REMEMBERED.size() >= REMEMBERED_MAX) {
                REMEMBERED.clear();
            }
            REMEMBERED.put(definition, known);
        }
        return known;
    }

    private JpegHuffman(int[] counts, byte[] symbols) throws UnsupportedJpegException {
        this.symbols = symbols;
        int code = 0;
        int symbol = 0;
        for (int length = 1; length <= CODE_BITS_MAX; length++) {
            offsets[length] = symbol - code;
            for (int i = 0; i < counts[length]; i++, code++, symbol++) {
                if (length <= LOOK_BITS) {
                    fill(code, length, entry(length, symbols[symbol]));
                }
            }
            if (code > 1 << length) {
                throw new UnsupportedJpegException("a Huffman table has too many codes of " + length + " bits");
            }
            limits[length] = code << (CODE_BITS_MAX - length);
            code <<= 1;
        }
        for (int beginning = 0; beginning < skips.length; beginning++) {
            values[beginning] = valueAt(beginning);
            skips[beginning] = skip(beginning);
        }
    }

    private int valueAt(int beginning) {
        int entry = look[beginning];
        int size = entry >>> 8 & 0xF;
        int bits = entry >>> 24;
        if (size == 0 || bits > LOOK_BITS) {
            return 0;
        }
        int number = beginning >>> (LOOK_BITS - bits) & (1 << size) - 1;
        boolean isNegative = number >>> (size - 1) == 0;
        int value = isNegative ? number - (1 << size) + 1 : number;
        return value << 16 | (entry >>> 16 & 0xF) << 8 | bits;
    }

    private short skip(int beginning) {
        int bits = 0;
        int passed = 0;
        while (bits < LOOK_BITS) {
            int entry = look[beginning << bits & look.length - 1];
            int taken = entry >>> 24;
            boolean isValue = (entry & 0xF00) != 0;
            int run = entry >>> 16 & 0xF;
            if (entry == 0 || bits + taken > LOOK_BITS || passed + run + 1 > PASSED_MAX) {
                break;
            }
            bits += taken;
            if (!isValue && run != 15) {
                return (short) (bits | (passed + 1) << 4 | 1 << 15);
            }
            passed += run + 1;
        }
        return (short) (bits | passed << 4);
    }

    private void fill(int code, int length, int entry) throws UnsupportedJpegException {
        int from = code << (LOOK_BITS - length);
        int to = from + (1 << (LOOK_BITS - length));
        if (to > look.length) {
            throw new UnsupportedJpegException("a Huffman table has too many codes of " + length + " bits");
        }
        for (int i = from; i < to; i++) {
            look[i] = entry;
        }
    }

    private static int entry(int length, byte symbol) {
        int size = symbol & 0x0F;
        int run = symbol >> 4 & 0x0F;
        return length | size << 8 | run << 16 | (length + size) << 24;
    }

    /// The entry for a code that is longer than a look.
    ///
    /// @param bits the coming bits, from the top
    int longCode(long bits) {
        int next = (int) (bits >>> (Long.SIZE - CODE_BITS_MAX));
        for (int length = LOOK_BITS + 1; length <= CODE_BITS_MAX; length++) {
            if (next < limits[length]) {
                int place = (next >> (CODE_BITS_MAX - length)) + offsets[length];
                return place >= 0 && place < symbols.length ? entry(length, symbols[place]) : invalid();
            }
        }
        return invalid();
    }

    private static int invalid() {
        return INVALID_LENGTH | INVALID_LENGTH << 24;
    }

    /// Whether every symbol can stand for a difference of DC values: its size fits sixteen bits, its run is none.
    boolean fitsDc() {
        for (byte symbol : symbols) {
            if ((symbol & 0xF0) != 0) {
                return false;
            }
        }
        return true;
    }
}
