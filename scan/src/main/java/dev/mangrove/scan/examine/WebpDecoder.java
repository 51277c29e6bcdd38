package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageReader;

/// WebP: a still by the library's reader alone; of an animation every frame as a viewer would show it, laid on the
/// canvas where its header says. The reader gives the pixels of each frame and leaves the laying to us.
final class WebpDecoder implements PictureDecoder {

    /// What the reader holds beside the picture that it gives, and what that and the canvas take.
    private static final int READER_BYTES_PER_PIXEL = 4;

    private static final int ANIMATION_BYTES_PER_PIXEL = READER_BYTES_PER_PIXEL + 4 + 4;

    /// Pixels that further frames may decode in all: a bound on time.
    private static final long FURTHER_PIXELS_MAX = 200_000_000;

    @Override
    public void decode(Content content, PictureBuilder picture) throws IOException, PictureRefusedException {
        WebpAnimation animation = WebpAnimation.of(content);
        if (animation.frames().isEmpty()) {
            new LibraryDecoder(ImageReaders::webp, READER_BYTES_PER_PIXEL, false).decode(content, picture);
        } else {
            PixelBudget.requireHeld(animation.width(), animation.height(), ANIMATION_BYTES_PER_PIXEL, picture.limits());
            new Pass(content, animation, picture).run();
        }
    }

    private static final class Pass {

        private final Content content;
        private final WebpAnimation animation;
        private final PictureBuilder picture;
        private final BufferedImage canvas;

        Pass(Content content, WebpAnimation animation, PictureBuilder picture) {
            this.content = content;
            this.animation = animation;
            this.picture = picture;
            this.canvas = new BufferedImage(animation.width(), animation.height(), BufferedImage.TYPE_INT_ARGB);
        }

        void run() throws IOException, PictureRefusedException {
            if (animation.truncated()) {
                picture.note(PictureNote.TRUNCATED);
            }
            ImageReader reader = ImageReaders.webp();
            try {
                reader.setInput(SplicedImageInputStream.whole(content), false, true);
                layAll(reader);
            } catch (UncheckedIOException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                if (!picture.hasFrames()) {
                    throw e;
                }
                // What earlier frames gave stays valid.
                picture.note(PictureNote.FURTHER_FRAMES_DAMAGED);
            } finally {
                reader.dispose();
            }
        }

        private void layAll(ImageReader reader) throws IOException, PictureRefusedException {
            long clockMillis = 0;
            long furtherPixels = 0;
            for (int i = 0; i < animation.frames().size(); i++) {
                WebpAnimation.Frame frame = animation.frames().get(i);
                requireWithinCanvas(frame);
                furtherPixels += (long) frame.width() * frame.height();
                if (i > 0 && (picture.isFull() || furtherPixels > FURTHER_PIXELS_MAX)) {
                    picture.note(PictureNote.FRAMES_LIMITED);
                    return;
                }
                if (i > 0) {
                    dispose(animation.frames().get(i - 1));
                }
                lay(frame, reader.read(i));
                if (!picture.has(PictureNote.ALPHA_FLATTENED) && isSeenThrough()) {
                    picture.note(PictureNote.ALPHA_FLATTENED);
                }
                picture.frame(i, new BufferedImageLuma(canvas, 0), clockMillis, frame.millis());
                clockMillis += frame.millis();
            }
        }

        private void requireWithinCanvas(WebpAnimation.Frame frame) throws PictureRefusedException {
            if (frame.left() + frame.width() > canvas.getWidth() || frame.top() + frame.height() > canvas.getHeight()) {
                throw new PictureRefusedException(Reason.DAMAGED, "a frame lies beyond the canvas");
            }
        }

        private boolean isSeenThrough() {
            int[] row = new int[canvas.getWidth()];
            for (int y = 0; y < canvas.getHeight(); y++) {
                canvas.getRGB(0, y, row.length, 1, row, 0, row.length);
                for (int argb : row) {
                    if (argb >>> 24 != 0xFF) {
                        return true;
                    }
                }
            }
            return false;
        }

        private void dispose(WebpAnimation.Frame before) {
            if (before.disposed()) {
                Graphics2D onto = canvas.createGraphics();
                onto.setComposite(AlphaComposite.Clear);
                onto.fillRect(before.left(), before.top(), before.width(), before.height());
                onto.dispose();
            }
        }

        private void lay(WebpAnimation.Frame frame, BufferedImage pixels) throws PictureRefusedException {
            if (pixels.getWidth() != frame.width() || pixels.getHeight() != frame.height()) {
                throw new PictureRefusedException(
                        Reason.DAMAGED, "a frame is not as large as the animation says that it is");
            }
            Graphics2D onto = canvas.createGraphics();
            onto.setComposite(frame.blended() ? AlphaComposite.SrcOver : AlphaComposite.Src);
            onto.drawImage(pixels, frame.left(), frame.top(), null);
            onto.dispose();
        }
    }
}
