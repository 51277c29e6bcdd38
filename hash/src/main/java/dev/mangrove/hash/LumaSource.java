package dev.mangrove.hash;

/// A decoded picture, asked for its luma sample by sample, so that a caller need not copy a large
/// picture in order to hash it. Under [HashProfile#REFERENCE] at most 512 x 512 samples are read.
public interface LumaSource {

    /// Pixels a row, at least 1.
    int width();

    /// Rows, at least 1.
    int height();

    /// Fills `luma` with the samples of row `y` at the given columns, each 0..255 and already
    /// weighted as 0.299 R + 0.587 G + 0.114 B in `float`, in this order of summation; a grey
    /// picture gives its grey as it is.
    ///
    /// @param y the row, 0..height-1
    /// @param columns the columns to read, ascending, each 0..width-1
    /// @param luma receives one sample for each column
    void readRow(int y, int[] columns, float[] luma);
}
