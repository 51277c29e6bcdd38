package dev.mangrove.scan.examine;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Examines one item's bytes: digests, type, and for pictures pixels and camera facts. Runs in a
/// worker process only: hostile bytes may exhaust its memory or time.
///
/// One pass computes the digests; a picture of moderate size is kept in memory meanwhile, so that its
/// bytes are read once. Safe for use by several threads, each with a channel of its own.
public final class Examiner {

    /// The note of an examination whose outside program read the evidence in place, and may have changed its
    /// access time.
    public static final String READ_IN_PLACE = PictureNote.READ_IN_PLACE.label();

    private Examiner() {}

    /// Examines what `content` holds from position 0 to its end. A container is answered as
    /// `DigestsOnly` with its type; walking it is the caller's business.
    ///
    /// @param known digests computed before, so that they need not be computed again
    /// @throws IOException where the bytes cannot be read; damage in them is an answer, not an exception
    public static Examination examine(SeekableByteChannel content, Optional<ContentDigests> known, ExamineLimits limits)
            throws IOException {
        return examine(content, known, limits, () -> {});
    }

    /// Examines what `content` holds, and tells each second or so while an outside program is at work on it.
    ///
    /// @param stillAtWork called on another thread, as long as that program lives and keeps within its limits
    public static Examination examine(
            SeekableByteChannel content, Optional<ContentDigests> known, ExamineLimits limits, Runnable stillAtWork)
            throws IOException {
        ReadOnce read = ReadOnce.of(content, known, limits);
        if (read.digests().sizeBytes() == 0) {
            return new NotExamined(
                    Optional.of(read.digests()), Optional.empty(), Reason.EMPTY, "the file has no bytes", List.of());
        }
        MediaType type = read.type();
        return switch (type.kind()) {
            case CONTAINER, OTHER -> new DigestsOnly(read.digests(), type.label(), List.of());
            case VIDEO -> new VideoExaminer(read, limits, stillAtWork).examine();
            case PICTURE_UNSUPPORTED ->
                notExamined(read, Reason.UNSUPPORTED, "there is no decoder for " + type.label() + " yet", List.of());
            case PICTURE -> picture(read, limits);
        };
    }

    private static NotExamined notExamined(ReadOnce read, Reason reason, String detail, List<String> notes) {
        return new NotExamined(
                Optional.of(read.digests()), Optional.of(read.type().label()), reason, detail, notes);
    }

    /// The one place where a decoder meets hostile bytes: whatever it throws becomes an answer. Exceptions
    /// are told by their class, as their messages may carry content.
    private static Examination picture(ReadOnce read, ExamineLimits limits) throws IOException {
        PictureBuilder picture = new PictureBuilder(limits);
        Optional<NotExamined> refused = Optional.empty();
        try {
            Decoders.of(read.type()).decode(read.content(), picture);
        } catch (PictureRefusedException e) {
            refused = Optional.of(notExamined(read, e.reason(), e.detail(), picture.notes()));
        } catch (UncheckedIOException e) {
            // The medium, not the content: see Content.
            throw e.getCause();
        } catch (EOFException e) {
            refused = Optional.of(
                    notExamined(read, Reason.TRUNCATED, "the content ends before the first pixels", picture.notes()));
        } catch (OutOfMemoryError e) {
            refused = Optional.of(
                    notExamined(read, Reason.OUT_OF_MEMORY, "the decoder asked for too much memory", picture.notes()));
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            refused = Optional.of(notExamined(
                    read, Reason.DAMAGED, "the decoder gave up: " + e.getClass().getSimpleName(), picture.notes()));
        }
        if (!picture.hasFrames()) {
            return refused.orElseGet(
                    () -> notExamined(read, Reason.DAMAGED, "no pixels could be decoded", picture.notes()));
        }
        CameraFactsReader.Answer camera = CameraFactsReader.read(read.type(), read.content(), picture.exif());
        List<String> notes = new ArrayList<>(picture.notes());
        if (refused.isPresent()) {
            notes.add(PictureNote.FURTHER_FRAMES_DAMAGED.label());
        }
        if (camera.damaged()) {
            notes.add(PictureNote.CAMERA_FACTS_DAMAGED.label());
        }
        return new PictureExamined(
                read.digests(),
                read.type().label(),
                picture.width(),
                picture.height(),
                picture.fingerprint(),
                picture.furtherFrames(),
                camera.facts(),
                picture.video(),
                notes.stream().distinct().toList());
    }
}
