package dev.mangrove.hash;

import java.util.Arrays;

/// The samples of a JPEG's luma that a hash reads, computed from the coefficients of each block.
///
/// Of a large picture a hash reads one sample of a block, or two: each is then one weighted sum of the few
/// coefficients that are not zero. Where it reads most of a block, the block is transformed as a whole by the
/// algorithm of Arai, Agui and Nakajima (1988). Both are rounded to whole numbers 0..255, as decoders do. All sums
/// have a fixed order.
final class JpegSamples implements LumaSource {

    /// What libjpeg shows of blocks that are not in the file.
    private static final float ABSENT = 128;

    /// Multiplications from which on a whole transform is cheaper.
    private static final int WHOLE_COST = 220;

    /// Place in the block, row by row, of the coefficients in zigzag order.
    private static final int[] NATURAL = natural();

    /// The weight of coefficient k at sample (y, x) at `(y * 8 + x) * 64 + k`.
    private static final float[] WEIGHTS = weights();

    /// What the whole transform wants its coefficients multiplied with, in zigzag order.
    private static final float[] SCALES = scales();

    private final int width;
    private final int height;
    private final Axis columns;
    private final Axis rows;
    private final float[] samples;
    private final float[] block = new float[64];
    private final float[] quantized = new float[64];
    private final float[] scaled = new float[64];

    JpegSamples(int width, int height, HashProfile profile) {
        this.width = width;
        this.height = height;
        boolean reduce = Decimation.reduces(width, height, profile);
        this.columns = new Axis(AxisPlan.of(width, reduce).sources(), width);
        this.rows = new Axis(AxisPlan.of(height, reduce).sources(), height);
        this.samples = new float[columns.sources.length * rows.sources.length];
        Arrays.fill(samples, ABSENT);
    }

    /// The samples that are read along one axis, by the block in which they lie.
    private static final class Axis {
        final int[] sources;
        /// Where the samples of each block begin in [#sources].
        final int[] begin;

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
            quantized[k] = table[k];
            scaled[k] = table[k] * SCALES[k];
        }
    }

    /// Takes one block.
    ///
    /// @param dc its first coefficient
    /// @param count how many others are not zero
    /// @param places of these, in zigzag order
    void put(int blockRow, int blockColumn, int dc, int count, int[] places, int[] values) {
        int top = rows.begin[blockRow];
        int bottom = rows.begin[blockRow + 1];
        int left = columns.begin[blockColumn];
        int right = columns.begin[blockColumn + 1];
        if (count == 0) {
            float flat = rounded(dc * quantized[0] / 8);
            for (int r = top; r < bottom; r++) {
                int row = r * columns.sources.length;
                Arrays.fill(samples, row + left, row + right, flat);
            }
        } else if ((bottom - top) * (right - left) * count < WHOLE_COST) {
            single(dc, count, places, values, top, bottom, left, right);
        } else {
            whole(dc, count, places, values, top, bottom, left, right);
        }
    }

    private void single(int dc, int count, int[] places, int[] values, int top, int bottom, int left, int right) {
        float[] terms = block;
        for (int i = 0; i < count; i++) {
            terms[i] = values[i] * quantized[places[i]];
        }
        float mean = dc * quantized[0] / 8;
        for (int r = top; r < bottom; r++) {
            int y = rows.sources[r] & 7;
            for (int c = left; c < right; c++) {
                int weights = (y * 8 + (columns.sources[c] & 7)) * 64;
                float sum = mean;
                for (int i = 0; i < count; i++) {
                    sum += terms[i] * WEIGHTS[weights + places[i]];
                }
                samples[r * columns.sources.length + c] = rounded(sum);
            }
        }
    }

    private void whole(int dc, int count, int[] places, int[] values, int top, int bottom, int left, int right) {
        float[] all = block;
        Arrays.fill(all, 0);
        all[0] = dc * scaled[0];
        for (int i = 0; i < count; i++) {
            all[NATURAL[places[i]]] = values[i] * scaled[places[i]];
        }
        for (int x = 0; x < 8; x++) {
            transform(all, x, 8);
        }
        for (int r = top; r < bottom; r++) {
            int y = rows.sources[r] & 7;
            transform(all, y * 8, 1);
            for (int c = left; c < right; c++) {
                samples[r * columns.sources.length + c] = rounded(all[y * 8 + (columns.sources[c] & 7)]);
            }
        }
    }

    /// The inverse transform of eight values, whose scale [#SCALES] has set.
    private static void transform(float[] v, int at, int step) {
        int i1 = at + step;
        int i2 = i1 + step;
        int i3 = i2 + step;
        int i4 = i3 + step;
        int i5 = i4 + step;
        int i6 = i5 + step;
        int i7 = i6 + step;

        float sum04 = v[at] + v[i4];
        float difference04 = v[at] - v[i4];
        float sum26 = v[i2] + v[i6];
        float turned26 = (v[i2] - v[i6]) * 1.414213562f - sum26;
        float even0 = sum04 + sum26;
        float even3 = sum04 - sum26;
        float even1 = difference04 + turned26;
        float even2 = difference04 - turned26;

        float sum53 = v[i5] + v[i3];
        float difference53 = v[i5] - v[i3];
        float sum17 = v[i1] + v[i7];
        float difference17 = v[i1] - v[i7];
        float odd0 = sum17 + sum53;
        float both = (difference53 + difference17) * 1.847759065f;
        float odd1 = both - difference53 * 2.613125930f - odd0;
        float odd2 = (sum17 - sum53) * 1.414213562f - odd1;
        float odd3 = difference17 * 1.082392200f - both + odd2;

        v[at] = even0 + odd0;
        v[i7] = even0 - odd0;
        v[i1] = even1 + odd1;
        v[i6] = even1 - odd1;
        v[i2] = even2 + odd2;
        v[i5] = even2 - odd2;
        v[i4] = even3 + odd3;
        v[i3] = even3 - odd3;
    }

    private static float rounded(float sample) {
        return Math.clamp((int) Math.floor(sample + 128.5f), 0, 255);
    }

    private static int[] natural() {
        int[] natural = new int[64];
        int row = 0;
        int column = 0;
        for (int k = 0; k < 64; k++) {
            natural[k] = row * 8 + column;
            boolean up = (row + column) % 2 == 0;
            if (up && column == 7 || !up && row == 7) {
                if (up) {
                    row++;
                } else {
                    column++;
                }
            } else if (up && row == 0) {
                column++;
            } else if (!up && column == 0) {
                row++;
            } else {
                row += up ? -1 : 1;
                column += up ? 1 : -1;
            }
        }
        return natural;
    }

    private static float[] weights() {
        float[] weights = new float[64 * 64];
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                for (int k = 0; k < 64; k++) {
                    weights[(y * 8 + x) * 64 + k] = (float) (cosine(y, NATURAL[k] / 8) * cosine(x, NATURAL[k] % 8) / 4);
                }
            }
        }
        return weights;
    }

    private static double cosine(int sample, int frequency) {
        double scale = frequency == 0 ? StrictMath.sqrt(0.5) : 1;
        return scale * StrictMath.cos((2 * sample + 1) * frequency * Math.PI / 16);
    }

    private static float[] scales() {
        float[] scales = new float[64];
        for (int k = 0; k < 64; k++) {
            scales[k] = (float) (scale(NATURAL[k] / 8) * scale(NATURAL[k] % 8) / 8);
        }
        return scales;
    }

    private static double scale(int frequency) {
        return frequency == 0 ? 1 : StrictMath.cos(frequency * Math.PI / 16) * StrictMath.sqrt(2);
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
    public void readRow(int y, int[] wanted, float[] luma) {
        int row = Arrays.binarySearch(rows.sources, y);
        if (row < 0 || !Arrays.equals(wanted, columns.sources)) {
            throw new IllegalArgumentException("these samples of row " + y + " were not decoded");
        }
        System.arraycopy(samples, row * wanted.length, luma, 0, wanted.length);
    }
}
