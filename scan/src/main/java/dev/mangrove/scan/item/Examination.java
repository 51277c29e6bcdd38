package dev.mangrove.scan.item;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.hash.PdqFingerprint;
import java.util.List;
import java.util.Optional;

/// What was found out about one item: one of three exclusive states.
public sealed interface Examination {

    /// Present wherever the bytes could be read to their end.
    Optional<ContentDigests> digests();

    /// By content, never by name; e.g. `image/jpeg`. Empty where nothing could be read.
    Optional<String> mediaType();

    /// Short machine-readable remarks, e.g. `truncated`, `alphaFlattened`, `framesLimited`.
    List<String> notes();

    /// A picture, or a video as the pictures it shows, whose pixels were seen.
    ///
    /// @param width pixels a row, as the file says
    /// @param height rows, as the file says
    /// @param fingerprint of the first frame
    /// @param furtherFrames the distinct frames or pages after the first, in order; of a video those that differ
    ///     from the one before
    /// @param video present for a video or an animation
    record PictureExamined(
            ContentDigests contentDigests,
            String type,
            int width,
            int height,
            PdqFingerprint fingerprint,
            List<Frame> furtherFrames,
            CameraFacts camera,
            Optional<VideoFacts> video,
            List<String> notes)
            implements Examination {

        /// A still picture.
        public PictureExamined(
                ContentDigests contentDigests,
                String type,
                int width,
                int height,
                PdqFingerprint fingerprint,
                List<Frame> furtherFrames,
                CameraFacts camera,
                List<String> notes) {
            this(contentDigests, type, width, height, fingerprint, furtherFrames, camera, Optional.empty(), notes);
        }

        public PictureExamined {
            furtherFrames = List.copyOf(furtherFrames);
            notes = List.copyOf(notes);
        }

        @Override
        public Optional<ContentDigests> digests() {
            return Optional.of(contentDigests);
        }

        @Override
        public Optional<String> mediaType() {
            return Optional.of(type);
        }
    }

    /// A type that holds no picture: its digests are all there is to match.
    record DigestsOnly(ContentDigests contentDigests, String type, List<String> notes) implements Examination {

        public DigestsOnly {
            notes = List.copyOf(notes);
        }

        @Override
        public Optional<ContentDigests> digests() {
            return Optional.of(contentDigests);
        }

        @Override
        public Optional<String> mediaType() {
            return Optional.of(type);
        }
    }

    /// Could not be examined; where its bytes could be read it still has digests and is matched exactly.
    ///
    /// @param detail one sentence for people: what was met, with the offset or limit where there is one;
    ///     never content
    record NotExamined(
            Optional<ContentDigests> digests,
            Optional<String> mediaType,
            Reason reason,
            String detail,
            List<String> notes)
            implements Examination {

        public NotExamined {
            notes = List.copyOf(notes);
        }
    }
}
