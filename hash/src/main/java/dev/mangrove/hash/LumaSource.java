package dev.mangrove.hash;

/// A decoded picture, asked for its luma sample by sample, so that a caller need not copy a large
/// picture in order to hash it. Under [HashProfile#REFERENCE] at most 512 x 512 samples are read.
public interface LumaSource {

    /// Pixels a row, at least 1.
    int width();

    /// Rows, at least 1.
    int height();

    /// Fills a part of `luma` with the samples of row `y` at the given columns, each 0..255 and already
    /// weighted as 0.299 R + 0.587 G + 0.114 B in `float`, in this order of summation; a grey
    /// picture gives its grey as it is.
    ///
    /// @param y the row, 0..height-1
    /// @param columns the columns to read, each 0..width-1; ascending, none twice
    /// @param luma receives one sample for each column
    /// @param to where in `luma` the first goes
    void readRow(int y, int[] columns, float[] luma, int to);

    /// A picture of 24-bit pixels `0xRRGGBB`, row by row; the top eight bits are ignored. The array is
    /// used as it is, not copied.
    ///
    /// @throws IllegalArgumentException where the array is too short for the sides
    static LumaSource ofRgb(int[] pixels, int width, int height) {
        ArrayLuma.check(pixels.length, width, height);
        return new ArrayLuma.Rgb(pixels, width, height);
    }

    /// A grey picture of unsigned bytes, row by row. The array is used as it is, not copied.
    ///
    /// @throws IllegalArgumentException where the array is too short for the sides
    static LumaSource ofGrey(byte[] samples, int width, int height) {
        ArrayLuma.check(samples.length, width, height);
        return new ArrayLuma.Grey(samples, width, height);
    }
}
