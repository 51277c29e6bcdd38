package dev.mangrove.hash;

import java.util.List;

/// A JPEG's frame header.
///
/// @param progressive SOF2; else SOF0 or SOF1, sequential Huffman
/// @param components one for each, in the order of the header
record JpegFrameHeader(boolean progressive, int width, int height, List<Component> components) {

    JpegFrameHeader {
        components = List.copyOf(components);
    }

    /// @param id by which scans name it
    /// @param horizontal sampling factor, 1..4
    /// @param vertical sampling factor, 1..4
    /// @param quantization number of its table
    record Component(int id, int horizontal, int vertical, int quantization) {}

    int horizontalMax() {
        int max = 1;
        for (Component component : components) {
            max = Math.max(max, component.horizontal);
        }
        return max;
    }

    int verticalMax() {
        int max = 1;
        for (Component component : components) {
            max = Math.max(max, component.vertical);
        }
        return max;
    }

    /// Blocks of luma a row, without what fills up a group of interleaved blocks.
    int lumaColumns() {
        return (width + 7) / 8;
    }

    int lumaRows() {
        return (height + 7) / 8;
    }

    /// Groups of interleaved blocks a row.
    int groupColumns() {
        return ceiling(width, 8 * horizontalMax());
    }

    int groupRows() {
        return ceiling(height, 8 * verticalMax());
    }

    private static int ceiling(int of, int by) {
        return (of + by - 1) / by;
    }
}
