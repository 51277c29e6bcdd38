package dev.mangrove.scan.examine;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.LumaSource;
import dev.mangrove.hash.Pdq;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.scan.item.Frame;
import dev.mangrove.scan.item.VideoFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Collects what a decoder finds: size, remarks, and the fingerprint of each distinct frame. A frame's
/// pixels are hashed at once and let go.
final class PictureBuilder {

    private final ExamineLimits limits;
    private final EnumSet<PictureNote> notes = EnumSet.noneOf(PictureNote.class);
    private final List<Frame> furtherFrames = new ArrayList<>();
    private final Set<PdqHash> seen = new HashSet<>();
    private Optional<String> decoder = Optional.empty();
    private Optional<byte[]> exif = Optional.empty();
    private Optional<PdqFingerprint> first = Optional.empty();
    private OptionalLong firstFault = OptionalLong.empty();
    private PdqHash last = PdqHash.ZERO;
    private int firstRepeats;
    private long endMillis = -1;
    private int framesHashed;
    private int width;
    private int height;

    PictureBuilder(ExamineLimits limits) {
        this.limits = limits;
    }

    ExamineLimits limits() {
        return limits;
    }

    void note(PictureNote note) {
        notes.add(note);
    }

    /// Notes which outside decoder, in which version, reads the pixels.
    ///
    /// @param nameAndVersion for example `libvips-8.14.1`
    void decoder(String nameAndVersion) {
        decoder = Optional.of("decoder:" + nameAndVersion);
    }

    /// Keeps a block of EXIF data that the decoder came upon.
    void exif(byte[] block) {
        exif = Optional.of(block);
    }

    Optional<byte[]> exif() {
        return exif;
    }

    /// @param offset in the content at which its coded data first contradicted itself or ended too early
    void noteFirstFault(long offset) {
        firstFault = OptionalLong.of(offset);
    }

    boolean has(PictureNote note) {
        return notes.contains(note);
    }

    /// Hashes the next frame. A later frame with the hash of an earlier one adds nothing and is left out.
    ///
    /// @param index its place in the file, 0 for the first
    void frame(int index, LumaSource picture) {
        frame(index, picture, OptionalLong.empty());
    }

    /// Hashes the next frame of an animation. One that looks like the frame before it is counted there.
    ///
    /// @param atMillis when it is shown, from the start
    /// @param millis how long
    void frame(int index, LumaSource picture, long atMillis, long millis) {
        frame(index, picture, OptionalLong.of(atMillis));
        endMillis = atMillis + millis;
    }

    private void frame(int index, LumaSource picture, OptionalLong atMillis) {
        PdqFingerprint fingerprint = Pdq.fingerprint(picture, HashProfile.REFERENCE);
        boolean isNew = seen.add(fingerprint.hash());
        framesHashed++;
        if (first.isEmpty()) {
            first = Optional.of(fingerprint);
            width = picture.width();
            height = picture.height();
        } else if (isNew) {
            furtherFrames.add(new Frame(index, fingerprint, atMillis, 0));
        } else if (fingerprint.hash().equals(last)) {
            countRepeat();
        }
        last = fingerprint.hash();
    }

    private void countRepeat() {
        if (furtherFrames.isEmpty()) {
            firstRepeats++;
        } else {
            Frame kept = furtherFrames.removeLast();
            furtherFrames.add(new Frame(kept.index(), kept.fingerprint(), kept.atMillis(), kept.repeats() + 1));
        }
    }

    /// What an animation of several frames is beside them; empty for a still or for pages.
    Optional<VideoFacts> video() {
        return endMillis < 0 || framesHashed < 2
                ? Optional.empty()
                : Optional.of(new VideoFacts(OptionalLong.of(endMillis), framesHashed, 0, firstRepeats));
    }

    int framesHashed() {
        return framesHashed;
    }

    boolean hasFrames() {
        return first.isPresent();
    }

    /// Whether as many distinct frames were hashed as the limits allow.
    boolean isFull() {
        return seen.size() >= limits.framesMax();
    }

    PdqFingerprint fingerprint() {
        return first.orElseThrow(() -> new IllegalStateException("no frame was hashed"));
    }

    List<Frame> furtherFrames() {
        return furtherFrames;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    List<String> notes() {
        List<String> all = new ArrayList<>();
        notes.forEach(note -> all.add(note.label()));
        firstFault.ifPresent(offset -> all.add("firstFaultAt:" + offset));
        decoder.ifPresent(all::add);
        return all;
    }
}
