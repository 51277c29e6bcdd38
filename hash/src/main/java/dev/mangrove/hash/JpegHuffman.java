package dev.mangrove.hash;

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

    /// One entry for each beginning: the code's length, `size << 8`, `run << 16`, `(length + size) << 24`; 0 where
    /// the code is longer than a look.
    final int[] look = new int[1 << LOOK_BITS];

    /// The first code that is too large for each length, aligned at 16 bits.
    private final int[] limits = new int[CODE_BITS_MAX + 1];
    private final int[] offsets = new int[CODE_BITS_MAX + 1];
    private final byte[] symbols;

    /// @param counts how many codes there are of each length, 1..16
    /// @param symbols in the order of their codes
    /// @throws UnsupportedJpegException where there are more codes than the lengths allow
    JpegHuffman(int[] counts, byte[] symbols) throws UnsupportedJpegException {
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
