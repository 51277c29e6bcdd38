package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;
import java.awt.image.BufferedImage;
import java.awt.image.SampleModel;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadProgressListener;

/// Formats that a library reader decodes into memory as a whole: BMP, WebP, TIFF, PSD.
///
/// The destination is made here and not by the reader, so that the rows before a cut or a defect are
/// kept. Rows that never arrived are black.
final class LibraryDecoder implements PictureDecoder {

    /// Makes a fresh reader.
    interface Source {
        ImageReader reader() throws IOException;
    }

    private final Source source;
    private final int workingBytesPerPixel;
    private final boolean allFrames;
    private final int bitsPerSample;

    /// @param workingBytesPerPixel what the reader holds beside the destination
    /// @param allFrames whether the frames or pages behind the first are wanted
    LibraryDecoder(Source source, int workingBytesPerPixel, boolean allFrames) {
        this(source, workingBytesPerPixel, allFrames, 0);
    }

    private LibraryDecoder(Source source, int workingBytesPerPixel, boolean allFrames, int bitsPerSample) {
        this.source = source;
        this.workingBytesPerPixel = workingBytesPerPixel;
        this.allFrames = allFrames;
        this.bitsPerSample = bitsPerSample;
    }

    /// For a format whose samples of 9 to 31 bits the reader delivers unscaled in wider ones.
    LibraryDecoder withBitsPerSample(int bits) {
        return new LibraryDecoder(source, workingBytesPerPixel, allFrames, bits);
    }

    @Override
    public void decode(Content content, PictureBuilder picture) throws IOException, PictureRefusedException {
        ImageReader reader = source.reader();
        try {
            reader.setInput(SplicedImageInputStream.whole(content), false, true);
            readFrame(reader, 0, picture);
            if (allFrames) {
                readFurtherFrames(reader, picture);
            }
        } finally {
            reader.dispose();
        }
    }

    private void readFurtherFrames(ImageReader reader, PictureBuilder picture) {
        try {
            int count = reader.getNumImages(true);
            for (int i = 1; i < count; i++) {
                if (picture.isFull()) {
                    picture.note(PictureNote.FRAMES_LIMITED);
                    return;
                }
                readFrame(reader, i, picture);
            }
        } catch (UncheckedIOException e) {
            throw e;
        } catch (IOException | PictureRefusedException | RuntimeException e) {
            // What the first frame gave stays valid; a reader's complaint about a later one is a remark.
            picture.note(PictureNote.FURTHER_FRAMES_DAMAGED);
        }
    }

    private void readFrame(ImageReader reader, int index, PictureBuilder picture)
            throws IOException, PictureRefusedException {
        int width = reader.getWidth(index);
        int height = reader.getHeight(index);
        // Before the reader is asked for types, which for some means decoding a palette.
        PixelBudget.requireHeld(width, height, 1 + workingBytesPerPixel, picture.limits());
        ImageTypeSpecifier type = destinationType(reader, index);
        PixelBudget.requireHeld(width, height, bytesPerPixel(type) + workingBytesPerPixel, picture.limits());
        BufferedImage destination = type.createBufferedImage(width, height);
        Progress progress = new Progress();
        reader.addIIOReadProgressListener(progress);
        try {
            ImageReadParam wanted = reader.getDefaultReadParam();
            wanted.setDestination(destination);
            BufferedImage read = reader.read(index, wanted);
            hash(read, index, picture);
        } catch (IOException | RuntimeException e) {
            if (!progress.sawPixels || index > 0 || e instanceof UncheckedIOException) {
                throw e;
            }
            picture.note(e instanceof EOFException ? PictureNote.TRUNCATED : PictureNote.DAMAGED_PIXELS);
            hash(destination, index, picture);
        } finally {
            reader.removeIIOReadProgressListener(progress);
        }
    }

    private static ImageTypeSpecifier destinationType(ImageReader reader, int index)
            throws IOException, PictureRefusedException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(index);
        if (types == null || !types.hasNext()) {
            throw new PictureRefusedException(
                    Reason.UNSUPPORTED, "the reader knows no way to show this kind of pixels");
        }
        return types.next();
    }

    private static int bytesPerPixel(ImageTypeSpecifier type) {
        SampleModel samples = type.getSampleModel();
        int bits = 0;
        for (int i = 0; i < samples.getNumBands(); i++) {
            bits += Math.max(8, samples.getSampleSize(i));
        }
        return (bits + 7) / 8;
    }

    private void hash(BufferedImage image, int index, PictureBuilder picture) {
        BufferedImageLuma luma = new BufferedImageLuma(image, bitsPerSample);
        if (luma.hasAlpha()) {
            picture.note(PictureNote.ALPHA_FLATTENED);
        }
        if (luma.isInk()) {
            picture.note(PictureNote.CMYK_CONVERTED);
        }
        picture.frame(Math.max(index, picture.framesHashed()), luma);
    }

    private static final class Progress implements IIOReadProgressListener {

        private boolean sawPixels;

        @Override
        public void imageProgress(ImageReader reader, float percentageDone) {
            sawPixels |= percentageDone > 0;
        }

        @Override
        public void imageStarted(ImageReader reader, int index) {}

        @Override
        public void imageComplete(ImageReader reader) {}

        @Override
        public void sequenceStarted(ImageReader reader, int minimumIndex) {}

        @Override
        public void sequenceComplete(ImageReader reader) {}

        @Override
        public void thumbnailStarted(ImageReader reader, int imageIndex, int thumbnailIndex) {}

        @Override
        public void thumbnailProgress(ImageReader reader, float percentageDone) {}

        @Override
        public void thumbnailComplete(ImageReader reader) {}

        @Override
        public void readAborted(ImageReader reader) {}
    }
}
