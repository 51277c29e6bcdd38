package dev.mangrove.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The samples of a JPEG's luma that a hash reads, computed from the coefficients of each block.
///
/// Of a large picture a hash reads one sample of a block, or two: only the rows in which they lie are transformed.
/// Samples are rounded to whole numbers 0..255, as decoders do.
final class JpegSamples implements LumaSource {

    /// What libjpeg shows of blocks that are not in the file.
    private static final byte ABSENT = (byte) 128;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int width;
    private final int height;
    private final Axis columns;
    private final Axis rows;
    private final byte[] samples;
    private final float[] quantization = new float[64];
    private final float[] scratch = new float[64];
    private final byte[] block = new byte[64];

    /// From a sample to that below it: room for whole blocks.
    private final int stride;

    /// Whether every sample of a row is read, so that blocks go to their place as they are.
    private final boolean everyColumn;

    /// What the samples of such a frame take at most, those that a hasher makes of them counted.
    static long bytes(JpegFrameHeader frame, HashProfile profile) {
        boolean reduce = Decimation.reduces(frame.width(), frame.height(), profile);
        long columns = reduce ? Math.min(frame.width(), AxisPlan.REFERENCE_SIDE_MAX) : frame.width();
        long rows = reduce ? Math.min(frame.height(), AxisPlan.REFERENCE_SIDE_MAX) : frame.height();
        return (columns + 7) / 8 * 8 * rows * Float.BYTES;
    }

    JpegSamples(int width, int height, HashProfile profile) {
        this.width = width;
        this.height = height;
        boolean reduce = Decimation.reduces(width, height, profile);
        this.columns = new Axis(AxisPlan.of(width, reduce).sources(), width);
        this.rows = new Axis(AxisPlan.of(height, reduce).sources(), height);
        this.everyColumn = columns.sources.length == width;
        this.stride = (columns.sources.length + 7) / 8 * 8;
        this.samples = new byte[stride * rows.sources.length + Long.BYTES];
        Arrays.fill(samples, ABSENT);
    }

    /// The samples that are read along one axis, by the block in which they lie.
    private static final class Axis {
        final int[] sources;
        /// Where the samples of each block begin in [#sources].
        final int[] begin;
        /// Which of a block's eight samples are read, as bytes of all ones.
        final long[] wanted;
        /// Bytes of all ones behind as many as are read of a block.
        final long[] behind;

        Axis(int[] sources, int side) {
            this.sources = sources;
            this.begin = new int[(side + 7) / 8 + 1];
            int place = 0;
            for (int b = 0; b < begin.length; b++) {
                while (place < sources.length && sources[place] < 8 * b) {
                    place++;
                }
                begin[b] = place;
            }
            this.wanted = new long[begin.length];
            for (int source : sources) {
                wanted[source >>> 3] |= 0xFFL << 8 * (source & 7);
            }
            this.behind = new long[begin.length];
            for (int b = 0; b < behind.length; b++) {
                int bits = Long.bitCount(wanted[b]);
                behind[b] = bits == Long.SIZE ? 0 : -1L << bits;
            }
        }

        boolean reads(int block) {
            return block < begin.length - 1 && begin[block] < begin[block + 1];
        }
    }

    /// Whether any sample of this block is read.
    boolean reads(int blockRow, int blockColumn) {
        return rows.reads(blockRow) && columns.reads(blockColumn);
    }

    /// Whether any sample of this row of blocks is read.
    boolean readsRow(int blockRow) {
        return rows.reads(blockRow);
    }

    /// @param table quantization in zigzag order
    void quantization(int[] table) {
        for (int k = 0; k < 64; k++) {
            quantization[JpegZigzag.NATURAL[k]] = table[k];
        }
    }

    /// Takes one block.
    ///
    /// @param coefficients row by row, the first at `at`
    /// @param flat whether all but the first are zero
    void put(int blockRow, int blockColumn, short[] coefficients, int at, boolean flat) {
        int top = rows.begin[blockRow];
        int bottom = rows.begin[blockRow + 1];
        int left = columns.begin[blockColumn];
        int right = columns.begin[blockColumn + 1];
        int to = top * stride;
        if (flat) {
            byte shade = Arithmetic.sample(coefficients[at] * quantization[0] / 8);
            for (int r = top; r < bottom; r++, to += stride) {
                for (int c = left; c < right; c++) {
                    samples[to + c] = shade;
                }
            }
            return;
        }
        if (everyColumn) {
            Arithmetic.ENGINE.transform(
                    coefficients, at, quantization, scratch, rows.sources, top, bottom, samples, to + left, stride);
            return;
        }
        Arithmetic.ENGINE.transform(coefficients, at, quantization, scratch, rows.sources, top, bottom, block, 0, 8);
        long wanted = columns.wanted[blockColumn];
        long behind = columns.behind[blockColumn];
        for (int r = 0; r < bottom - top; r++, to += stride) {
            long old = (long) LONG.get(samples, to + left);
            long kept = Long.compress((long) LONG.get(block, 8 * r), wanted);
            LONG.set(samples, to + left, old & behind | kept);
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void readRow(int y, int[] wanted, float[] luma, int to) {
        int row = Arrays.binarySearch(rows.sources, y);
        if (row < 0 || (wanted != columns.sources && !Arrays.equals(wanted, columns.sources))) {
            throw new IllegalArgumentException("these samples of row " + y + " were not decoded");
        }
        Arithmetic.ENGINE.widen(samples, row * stride, luma, to, wanted.length);
    }
}
