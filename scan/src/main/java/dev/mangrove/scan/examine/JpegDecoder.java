package dev.mangrove.scan.examine;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.JpegLuma;
import dev.mangrove.hash.UnsupportedJpegException;
import dev.mangrove.scan.item.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/// JPEG: the usual kinds by our own decoder of luma, the others through the JDK's, which gives the same samples as
/// the library that the authors of PDQ use.
///
/// The JDK's decoder is given a stream of its own: the tables, the frame header and the scans of the file, with
/// one application segment in front that tells it the colours we have decided on. So profiles, thumbnails
/// and metadata, the usual way into trouble, never reach it; and ink, which it would show with wrong
/// colours, arrives as stored. A scan that it cannot bear is left away and the rest is tried again.
///
/// Samples that never arrived are what libjpeg makes of absent data: the last known colour, mostly grey.
final class JpegDecoder implements PictureDecoder {

    private static final byte[] START_OF_IMAGE = {(byte) 0xFF, (byte) 0xD8};
    private static final byte[] END_OF_IMAGE = {(byte) 0xFF, (byte) 0xD9};
    private static final byte[] JFIF = {
        (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final byte[] ADOBE_RGB = {
        (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    private static final int ATTEMPTS_MAX = 4;

    @Override
    public void decode(Content content, PictureBuilder picture) throws IOException, PictureRefusedException {
        Optional<JpegLuma> luma = luma(content, picture.limits());
        if (luma.isPresent()) {
            take(luma.get(), picture);
        } else {
            decodeByLibrary(content, picture);
        }
    }

    /// By our own decoder, where it reads this kind of file.
    private static Optional<JpegLuma> luma(Content content, ExamineLimits limits)
            throws IOException, PictureRefusedException {
        Optional<byte[]> file = content.whole();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        JpegFrame frame = JpegLayout.frameOf(content);
        frame.requireDecodable();
        if (frame.height() == 0) {
            // Told behind the first scan, which only the library's way looks for.
            return Optional.empty();
        }
        PixelBudget.requireStreamed(frame.width(), frame.height(), frame.components(), limits);
        try {
            return Optional.of(JpegLuma.decode(file.get(), HashProfile.REFERENCE, limits.decodedBytesMax()));
        } catch (UnsupportedJpegException e) {
            return Optional.empty();
        }
    }

    private static void take(JpegLuma luma, PictureBuilder picture) {
        if (!luma.hasEnd()) {
            picture.note(PictureNote.TRUNCATED);
        } else if (luma.faultAt().isPresent()) {
            picture.note(PictureNote.DAMAGED_PIXELS);
        }
        if (luma.isLimited()) {
            picture.note(PictureNote.SCANS_LIMITED);
        }
        luma.faultAt().ifPresent(picture::noteFirstFault);
        picture.frame(0, luma);
    }

    private static void decodeByLibrary(Content content, PictureBuilder picture)
            throws IOException, PictureRefusedException {
        JpegLayout layout = JpegLayout.parse(content);
        JpegFrame frame = layout.frame();
        frame.requireDecodable();
        requireBudget(layout, picture.limits());
        if (!layout.endSeen()) {
            picture.note(PictureNote.TRUNCATED);
        }
        if (layout.hasTooManyScans()) {
            picture.note(PictureNote.SCANS_LIMITED);
        }
        JpegColour colour = JpegColour.of(layout);
        if (colour.isInk()) {
            picture.note(PictureNote.CMYK_CONVERTED);
        }
        SampleGrid grid = new SampleGrid(frame.width(), frame.height());
        readScans(content, layout, JpegRowSink.of(grid, colour, frame.components()), picture);
        picture.frame(0, grid);
    }

    private static void requireBudget(JpegLayout layout, ExamineLimits limits) throws PictureRefusedException {
        JpegFrame frame = layout.frame();
        PixelBudget.requireStreamed(frame.width(), frame.height(), frame.components(), limits);
        if (frame.isProgressive() || layout.scanOffsets().size() > 1) {
            // All coefficients are stored before any sample exists, two bytes each.
            int bytesPerPixel = (2 * frame.samplesPerHundredPixels() + 99) / 100;
            PixelBudget.requireHeld(frame.width(), frame.height(), bytesPerPixel, limits);
        }
    }

    private static void readScans(Content content, JpegLayout layout, JpegRowSink sink, PictureBuilder picture)
            throws IOException, PictureRefusedException {
        int scans = Math.min(layout.scanOffsets().size(), JpegLayout.SCANS_MAX);
        for (int attempt = 1; ; attempt++) {
            SplicedImageInputStream stream = stream(content, layout, scans);
            try {
                boolean corrupt = read(stream, sink);
                if (corrupt && layout.endSeen()) {
                    picture.note(PictureNote.DAMAGED_PIXELS);
                }
                if (sink.rowsSeen() == 0) {
                    throw new PictureRefusedException(Reason.DAMAGED, "the decoder gave no row");
                }
                return;
            } catch (IOException e) {
                picture.note(PictureNote.DAMAGED_PIXELS);
                if (sink.rowsSeen() > 0) {
                    return;
                }
                int failed = Math.min(stream.lastPieceRead() - 1, scans) - 1;
                scans = Math.min(failed, scans - 1);
                if (scans < 1 || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    /// Pieces: 0 the header, then one for each scan, then the end.
    private static SplicedImageInputStream stream(Content content, JpegLayout layout, int scans) {
        SplicedImageInputStream stream = new SplicedImageInputStream();
        stream.append(Content.ofBytes(header(layout)));
        for (int i = 0; i < scans; i++) {
            long from = layout.scanOffsets().get(i);
            long to = i + 1 < layout.scanOffsets().size() ? layout.scanOffsets().get(i + 1) : layout.codedEnd();
            stream.append(content, from, to - from);
        }
        return stream.append(Content.ofBytes(END_OF_IMAGE));
    }

    private static byte[] header(JpegLayout layout) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(START_OF_IMAGE);
        switch (JpegColour.of(layout)) {
            case YCBCR, GREY -> parts.add(JFIF);
            case RGB -> parts.add(ADOBE_RGB);
            case CMYK, CMYK_INVERTED, YCCK_INVERTED -> {
                // Four components without a word of explanation are passed on as they are.
            }
        }
        if (!layout.huffmanTables()) {
            parts.add(JpegStandardTables.segment());
        }
        parts.add(layout.tables());
        parts.add(layout.frame().segment());
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        parts.forEach(header::writeBytes);
        return header.toByteArray();
    }

    /// Returns whether the decoder complained of corrupt data that it could bear.
    private static boolean read(SplicedImageInputStream stream, JpegRowSink sink) throws IOException {
        boolean[] corrupt = {false};
        ImageReader reader = ImageReaders.jpeg();
        try {
            reader.addIIOReadWarningListener((source, warning) -> {
                String text = warning.toLowerCase(Locale.ROOT);
                corrupt[0] |= !text.contains("extraneous");
            });
            reader.setInput(stream, true, true);
            ImageReadParam wanted = reader.getDefaultReadParam();
            int bands = sink.getNumBands();
            if (bands > 1) {
                wanted.setSourceBands(sink.bandIndexes());
            }
            wanted.setDestination(sink.asImage());
            reader.read(0, wanted);
        } finally {
            reader.dispose();
        }
        return corrupt[0];
    }
}
