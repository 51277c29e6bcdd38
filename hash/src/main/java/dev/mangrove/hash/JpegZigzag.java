package dev.mangrove.hash;

import java.util.Arrays;

/// The order in which a JPEG stores a block's coefficients (ITU-T T.81, figure A.6).
final class JpegZigzag {

    /// Place in the block, row by row, of each coefficient in the order of storage. A run of zeros may lead up to
    /// fifteen places behind the last one: as in libjpeg, the last one is meant. Its length is that of a mask, so
    /// that a masked index needs no check.
    static final int[] NATURAL = natural();

    static final int MASK = 127;

    private JpegZigzag() {}

    private static int[] natural() {
        int[] natural = new int[MASK + 1];
        int row = 0;
        int column = 0;
        Arrays.fill(natural, 63);
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
}
