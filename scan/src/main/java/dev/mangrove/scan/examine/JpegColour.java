package dev.mangrove.scan.examine;

/// What the components of a JPEG are, decided as libjpeg decides it, and how a decoded pixel becomes
/// a sample. No colour profile is applied, as the authors of PDQ apply none.
enum JpegColour {
    GREY {
        @Override
        void put(byte[] row, int at, SampleGrid grid, int rowSlot, int columnSlot) {
            grid.setGrey(rowSlot, columnSlot, row[at] & 0xFF);
        }
    },
    /// The reader turns it into RGB.
    YCBCR {
        @Override
        void put(byte[] row, int at, SampleGrid grid, int rowSlot, int columnSlot) {
            grid.setRgb(rowSlot, columnSlot, row[at] & 0xFF, row[at + 1] & 0xFF, row[at + 2] & 0xFF);
        }
    },
    RGB {
        @Override
        void put(byte[] row, int at, SampleGrid grid, int rowSlot, int columnSlot) {
            YCBCR.put(row, at, grid, rowSlot, columnSlot);
        }
    },
    /// Ink as the standard has it: 0 is none.
    CMYK {
        @Override
        void put(byte[] row, int at, SampleGrid grid, int rowSlot, int columnSlot) {
            // The reader has inverted all four already.
            light(
                    grid,
                    rowSlot,
                    columnSlot,
                    row[at] & 0xFF,
                    row[at + 1] & 0xFF,
                    row[at + 2] & 0xFF,
                    row[at + 3] & 0xFF);
        }
    },
    /// Ink as Adobe stores it: 255 is none.
    CMYK_INVERTED {
        @Override
        void put(byte[] row, int at, SampleGrid grid, int rowSlot, int columnSlot) {
            light(
                    grid,
                    rowSlot,
                    columnSlot,
                    255 - (row[at] & 0xFF),
                    255 - (row[at + 1] & 0xFF),
                    255 - (row[at + 2] & 0xFF),
                    255 - (row[at + 3] & 0xFF));
        }
    },
    /// Luma and chroma of inverted ink, as Adobe stores it, beside inverted black.
    YCCK_INVERTED {
        @Override
        void put(byte[] row, int at, SampleGrid grid, int rowSlot, int columnSlot) {
            int y = 255 - (row[at] & 0xFF);
            double cb = 255 - (row[at + 1] & 0xFF) - 128;
            double cr = 255 - (row[at + 2] & 0xFF) - 128;
            int red = clamp(y + 1.402 * cr);
            int green = clamp(y - 0.344136 * cb - 0.714136 * cr);
            int blue = clamp(y + 1.772 * cb);
            light(grid, rowSlot, columnSlot, 255 - red, 255 - green, 255 - blue, 255 - (row[at + 3] & 0xFF));
        }
    };

    /// Puts the pixel at `at` of a row that the JDK's reader has decoded.
    abstract void put(byte[] row, int at, SampleGrid grid, int rowSlot, int columnSlot);

    boolean isInk() {
        return this == CMYK || this == CMYK_INVERTED || this == YCCK_INVERTED;
    }

    /// What each ink leaves of the light, times what black leaves of it.
    private static void light(
            SampleGrid grid, int rowSlot, int columnSlot, int red, int green, int blue, int throughBlack) {
        grid.setRgb(
                rowSlot,
                columnSlot,
                PngPixels.flatten(red, throughBlack),
                PngPixels.flatten(green, throughBlack),
                PngPixels.flatten(blue, throughBlack));
    }

    private static int clamp(double value) {
        return (int) Math.clamp(Math.round(value), 0, 255);
    }

    static JpegColour of(JpegLayout layout) {
        JpegFrame frame = layout.frame();
        int adobe = layout.adobeTransform();
        return switch (frame.components()) {
            case 1 -> GREY;
            case 4 -> adobe == JpegLayout.NO_ADOBE ? CMYK : adobe == 0 ? CMYK_INVERTED : YCCK_INVERTED;
            default -> {
                if (layout.jfif()) {
                    yield YCBCR;
                }
                if (adobe != JpegLayout.NO_ADOBE) {
                    yield adobe == 0 ? RGB : YCBCR;
                }
                boolean namedRgb =
                        frame.componentId(0) == 'R' && frame.componentId(1) == 'G' && frame.componentId(2) == 'B';
                yield namedRgb ? RGB : YCBCR;
            }
        };
    }
}
