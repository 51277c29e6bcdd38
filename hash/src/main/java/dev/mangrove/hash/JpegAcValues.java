package dev.mangrove.hash;

/// The AC values of a sequential JPEG's blocks (ITU-T T.81, F.2.2.2), read or passed over. Used by one thread.
final class JpegAcValues {

    private final JpegBits bits;

    JpegAcValues(JpegBits bits) {
        this.bits = bits;
    }

    /// Reads the AC values of a sequential block.
    ///
    /// @param block receives them row by row; must be zero
    /// @return whether there may be any
    boolean read(JpegHuffman table, short[] block) {
        int k = 1;
        while (k < 64) {
            k = readInOneLook(table.values, block, k);
            if (k >= 64) {
                break;
            }
            long coming = bits.peek();
            int entry = bits.entry(table, coming);
            int run = entry >>> 16 & 0xF;
            if ((entry & 0xF00) != 0) {
                k += run;
                block[JpegZigzag.NATURAL[k++ & JpegZigzag.MASK]] = (short) JpegBits.value(coming << entry, entry);
                bits.goOnAt(bits.next() + (entry >>> 24));
                continue;
            }
            bits.goOnAt(bits.next() + (entry & 0x1F));
            if (run != 15) {
                break;
            }
            k += 16;
        }
        bits.endBlock();
        return k > 1;
    }

    /// Reads values up to one that is not found in one look, or is none. Without a call and with few variables, so
    /// that all of them are in registers; and four values for each load from the window, which waits for those
    /// before it.
    ///
    /// @return the place behind the last value
    private int readInOneLook(int[] look, short[] block, int first) {
        byte[] from = bits.window();
        int at = bits.next();
        int k = first;
        for (int load = 0; load < 16; load++) {
            long coming = JpegBits.peek(from, at);
            for (int i = 0; i < 4; i++) {
                int entry = look[(int) (coming >>> JpegHuffman.LOOK_SHIFT)];
                if (entry == 0 || k > 63) {
                    bits.goOnAt(at);
                    return k;
                }
                at += entry & 0x1F;
                k += entry >>> 8 & 0xF;
                block[JpegZigzag.NATURAL[k++ & JpegZigzag.MASK]] = (short) (entry >> 16);
                coming <<= entry;
            }
        }
        bits.goOnAt(at);
        return k;
    }

    /// Passes over the AC values of a sequential block, several at a look.
    void skip(JpegHuffman table) {
        int k = 1;
        while (k < 64) {
            k = skipShortCodes(table.skips, k);
            if (k >= 64) {
                break;
            }
            int entry = bits.entry(table, bits.peek());
            bits.goOnAt(bits.next() + (entry >>> 24));
            int run = entry >>> 16 & 0xF;
            k += run + 1;
            if ((entry & 0xF00) == 0 && run != 15) {
                break;
            }
        }
        bits.endBlock();
    }

    /// @return the place behind what was passed; at least 64 at the block's end
    private int skipShortCodes(short[] skips, int first) {
        byte[] from = bits.window();
        int at = bits.next();
        int k = first;
        for (int i = 0; i < 64; i++) {
            int skip = skips[(int) (JpegBits.peek(from, at) >>> JpegHuffman.LOOK_SHIFT)];
            int passed = k + (skip >>> 4 & 0x7F);
            if (skip == 0 || passed > 64) {
                break;
            }
            at += skip & 0xF;
            k = passed;
            if (skip < 0) {
                k = 64;
            }
            if (k == 64) {
                break;
            }
        }
        bits.goOnAt(at);
        return k;
    }
}
