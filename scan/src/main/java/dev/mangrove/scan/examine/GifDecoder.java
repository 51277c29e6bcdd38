package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/// GIF: every distinct frame, composed on the logical screen as a viewer would show it.
///
/// Only the samples of the screen that a hash depends on are held, so that a few bytes that declare a
/// screen of 65,535 x 65,535 cost what a small picture costs. What no frame has drawn is black.
final class GifDecoder implements PictureDecoder {

    private static final int IMAGE = 0x2C;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3B;
    private static final int GRAPHIC_CONTROL = 0xF9;

    /// Pixels that further frames may decode in all: a bound on time.
    private static final long FURTHER_PIXELS_MAX = 200_000_000;

    @Override
    public void decode(Content content, PictureBuilder picture) throws IOException, PictureRefusedException {
        new Pass(content, picture).run();
    }

    private static final class Pass {

        private final PictureBuilder picture;
        private final ContentReader reader;
        private int screenWidth;
        private int screenHeight;
        private int[] globalColours = new int[0];
        private int disposal;
        private int transparentIndex = -1;
        private long delayMillis;
        private long clockMillis;
        private Optional<GifScreen> screen = Optional.empty();
        private int frames;
        private long furtherPixels;

        Pass(Content content, PictureBuilder picture) {
            this.picture = picture;
            this.reader = new ContentReader(content, 6);
        }

        void run() throws IOException, PictureRefusedException {
            try {
                readScreen();
                readBlocks();
            } catch (EOFException e) {
                picture.note(PictureNote.TRUNCATED);
            }
            if (!picture.hasFrames()) {
                throw picture.has(PictureNote.TRUNCATED)
                        ? new PictureRefusedException(Reason.TRUNCATED, "the content ends before the first pixels")
                        : new PictureRefusedException(Reason.DAMAGED, "no frame could be decoded");
            }
        }

        private void readScreen() throws IOException {
            screenWidth = reader.uint16Little();
            screenHeight = reader.uint16Little();
            int flags = reader.uint8();
            reader.uint16();
            if ((flags & 0x80) != 0) {
                globalColours = readColours(flags);
            }
        }

        private int[] readColours(int flags) throws IOException {
            int[] colours = new int[2 << (flags & 7)];
            for (int i = 0; i < colours.length; i++) {
                colours[i] = reader.uint8() << 16 | reader.uint16();
            }
            return colours;
        }

        private void readBlocks() throws IOException, PictureRefusedException {
            while (true) {
                int block = reader.uint8();
                switch (block) {
                    case IMAGE -> {
                        if (!readFrame()) {
                            return;
                        }
                    }
                    case EXTENSION -> readExtension();
                    case TRAILER -> {
                        return;
                    }
                    case 0 -> {
                        // Some writers end a block twice.
                    }
                    default ->
                        // Junk between blocks: what follows may still be a frame.
                        picture.note(frames > 0 ? PictureNote.FURTHER_FRAMES_DAMAGED : PictureNote.DAMAGED_PIXELS);
                }
            }
        }

        private void readExtension() throws IOException {
            int label = reader.uint8();
            int size = reader.uint8();
            if (label == GRAPHIC_CONTROL && size == 4) {
                int flags = reader.uint8();
                delayMillis = 10L * reader.uint16Little();
                int index = reader.uint8();
                disposal = flags >> 2 & 7;
                transparentIndex = (flags & 1) != 0 ? index : -1;
                size = reader.uint8();
            }
            while (size > 0) {
                reader.seek(reader.position() + size);
                size = reader.uint8();
            }
        }

        /// Returns whether more frames are wanted.
        private boolean readFrame() throws IOException, PictureRefusedException {
            int left = reader.uint16Little();
            int top = reader.uint16Little();
            int width = reader.uint16Little();
            int height = reader.uint16Little();
            int flags = reader.uint8();
            int[] colours = (flags & 0x80) != 0 ? readColours(flags) : globalColours;
            long pixels = (long) width * height;
            if (frames > 0 && (picture.isFull() || furtherPixels + pixels > FURTHER_PIXELS_MAX)) {
                picture.note(PictureNote.FRAMES_LIMITED);
                return false;
            }
            if (frames == 0) {
                begin(left, top, width, height);
            } else {
                furtherPixels += pixels;
            }
            GifScreen.Area area = new GifScreen.Area(left, top, width, height, (flags & 0x40) != 0);
            GifScreen onto = screen.orElseThrow();
            onto.beginFrame(area, disposal, colours, transparentIndex);
            GifLzw.Outcome outcome = pixels == 0 ? GifLzw.Outcome.COMPLETE : GifLzw.decode(reader, pixels, onto);
            boolean goesOn = end(onto, outcome);
            disposal = 0;
            transparentIndex = -1;
            delayMillis = 0;
            return goesOn;
        }

        private void begin(int left, int top, int width, int height) throws PictureRefusedException {
            int wide = Math.max(screenWidth, left + width);
            int high = Math.max(screenHeight, top + height);
            if (wide == 0 || high == 0) {
                throw new PictureRefusedException(Reason.DAMAGED, "the screen has " + wide + " x " + high + " pixels");
            }
            PixelBudget.requireStreamed(width, Math.max(height, 1), 1, picture.limits());
            screen = Optional.of(new GifScreen(wide, high));
        }

        private boolean end(GifScreen onto, GifLzw.Outcome outcome) {
            boolean whole = outcome == GifLzw.Outcome.COMPLETE;
            if (onto.hasPixels()) {
                SampleGrid composed = onto.compose();
                if (onto.showsBackground()) {
                    picture.note(PictureNote.ALPHA_FLATTENED);
                }
                // A later frame that is cut would look like one that nobody ever saw.
                if (whole || frames == 0) {
                    picture.frame(frames, composed, clockMillis, delayMillis);
                }
            }
            clockMillis += delayMillis;
            onto.endFrame();
            switch (outcome) {
                case COMPLETE -> {}
                case TRUNCATED -> picture.note(PictureNote.TRUNCATED);
                case DAMAGED ->
                    picture.note(frames > 0 ? PictureNote.FURTHER_FRAMES_DAMAGED : PictureNote.DAMAGED_PIXELS);
            }
            frames++;
            return outcome != GifLzw.Outcome.TRUNCATED;
        }
    }
}
