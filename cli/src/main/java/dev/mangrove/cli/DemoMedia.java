package dev.mangrove.cli;

import dev.mangrove.testkit.DiskImages;
import dev.mangrove.testkit.DrawnClips;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part of the demonstration's capture that other programs draw: a video and a memory card. Where these are
/// missing the capture is drawn without, and the demonstration says so.
final class DemoMedia {

    private static final long CLIP_SEED = 4_096;
    private static final int CLIP_FRAMES = 100;
    private static final int FRAMES_A_SECOND = 20;
    private static final long CARD_BYTES = 16 << 20;

    private final List<String> missing = new ArrayList<>();

    /// What was left away, and what to install; a sentence each.
    List<String> missing() {
        return List.copyOf(missing);
    }

    /// A clip for the list of known pictures; in the capture the same clip smaller and in another container, and
    /// one that nobody knows.
    void drawVideos(Path knownPictures, Path capture) throws IOException {
        if (!DrawnClips.canEncode()) {
            missing.add("It has no video, because ffmpeg is not installed (Debian package ffmpeg).");
            return;
        }
        Path known =
                DrawnClips.encode(knownPictures.resolve("known-clip.mp4"), CLIP_SEED, CLIP_FRAMES, FRAMES_A_SECOND);
        Path camera = Files.createDirectories(capture.resolve("phone/DCIM/Camera"));
        DrawnClips.encode(camera.resolve("VID_0005.mp4"), CLIP_SEED + 1, CLIP_FRAMES, FRAMES_A_SECOND);
        Path received = Files.createDirectories(capture.resolve("phone/Nhận được"));
        String[] smaller = {"-vf", "scale=160:120", "-preset", "ultrafast", "-crf", "30", "-fflags", "+bitexact"};
        DrawnClips.convert(known, received.resolve("clip.mkv"), smaller);
    }

    /// A FAT card with a known picture, an unknown one, and a known one that was deleted.
    void drawCard(Path capture, byte[] known, byte[] deleted) throws IOException {
        if (!DiskImages.canRun("mkfs.fat", "mcopy", "mdel")) {
            missing.add("It has no memory card, because mkfs.fat and mcopy are not installed (Debian packages"
                    + " dosfstools and mtools).");
            return;
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("DCIM/P0001.JPG", known);
        files.put("DCIM/P0002.JPG", PictureFiles.jpeg(DrawnPicture.of(CLIP_SEED + 2, 640, 480), 0.9f));
        files.put("DCIM/P0003.JPG", deleted);
        // Made beside the capture: the programs leave their work behind, and it must not be scanned.
        Path work = Files.createTempDirectory("mangrove-card");
        try {
            Path card = DiskImages.fat(work.resolve("card.dd"), CARD_BYTES, 16, files);
            DiskImages.deleteFromFat(card, "DCIM/P0003.JPG");
            Files.copy(card, capture.resolve("card.dd"));
        } finally {
            DemoCommand.delete(work);
        }
    }
}
