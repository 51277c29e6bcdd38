package dev.mangrove.scan.match;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.Orientation;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HammingIndex;
import dev.mangrove.index.HashList;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Frame;
import dev.mangrove.scan.item.VideoFacts;
import dev.mangrove.scan.workspace.Contents.Content;
import dev.mangrove.scan.workspace.Contents.ContentFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Asks known lists about single files or hashes, outside any workspace, by the same rules as a scan. Safe for
/// use by several threads until it is closed.
public final class FileMatching implements AutoCloseable {

    /// One entry that a file or hash matches.
    ///
    /// @param list the list's name
    /// @param entry the entry's id in it
    /// @param kind `exact` or `near`
    /// @param digestKind exact: the strongest digest that agrees; on MD5 alone a match can be forged
    /// @param orientation near: of the file, where it came nearest
    /// @param frame near: of the file, where it came nearest; 0 is the picture itself
    /// @param entryAtMillis near: of the frame that came nearest, where the entry is a video
    public record FileMatch(
            String list,
            String entry,
            EntryRole role,
            String kind,
            Optional<DigestKind> digestKind,
            int distanceBits,
            Optional<Orientation> orientation,
            OptionalInt frame,
            OptionalLong entryAtMillis,
            Optional<String> category,
            Optional<String> series) {}

    private static final Comparator<FileMatch> NEAREST = Comparator.comparing(FileMatch::distanceBits)
            .thenComparing(match -> match.entryAtMillis().orElse(-1));
    private static final Comparator<FileMatch> ORDER = Comparator.comparing(FileMatch::kind)
            .thenComparing(FileMatch::distanceBits)
            .thenComparing(FileMatch::list)
            .thenComparing(FileMatch::entry);

    private final KnownLists lists;
    private final int distanceBits;
    private final VideoShares shares;

    private FileMatching(KnownLists lists, int distanceBits, VideoShares shares) {
        this.shares = shares;
        this.lists = lists;
        this.distanceBits = distanceBits;
    }

    /// Opens the lists.
    ///
    /// @param distanceBits the largest distance of a near match, 0..64
    /// @throws KnownListException where a list is missing, given twice or not comparable
    /// @throws dev.mangrove.index.DamagedHashListException where a list is damaged
    public static FileMatching open(List<Path> lists, List<Path> knownGood, int distanceBits) throws IOException {
        return open(lists, knownGood, distanceBits, VideoShares.STANDARD);
    }

    /// As above.
    ///
    /// @param shares from which videos are told to match
    public static FileMatching open(List<Path> lists, List<Path> knownGood, int distanceBits, VideoShares shares)
            throws IOException {
        if (distanceBits < 0 || distanceBits > HammingIndex.RADIUS_BITS_MAX) {
            throw new KnownListException("the distance is 0 to " + HammingIndex.RADIUS_BITS_MAX + " bits, not "
                    + distanceBits + "; " + PdqHash.DEFAULT_DISTANCE_BITS_MAX + " is usual");
        }
        return new FileMatching(
                KnownLists.open(lists, knownGood, HashProfile.REFERENCE, SearchCheck.NONE), distanceBits, shares);
    }

    /// The entries that a file matches, exact ones first, then by distance. Empty where the file could not be
    /// read: see the examination itself.
    public List<FileMatch> match(Examination examination) {
        return findings(examination).matches();
    }

    /// What a file has in common with known files and known videos.
    public record Findings(List<FileMatch> matches, List<VideoMatch> videos) {}

    /// As [#match(Examination)], with the known videos that a video shares frames with.
    public Findings findings(Examination examination) {
        if (examination.digests().isEmpty()) {
            return new Findings(List.of(), List.of());
        }
        ContentDigests digests = examination.digests().get();
        List<ContentFrame> frames = new ArrayList<>();
        if (examination instanceof PictureExamined picture) {
            addFrame(
                    frames,
                    0,
                    picture.fingerprint(),
                    picture.video().isPresent()
                            ? OptionalLong.of(picture.video().get().firstAtMillis())
                            : OptionalLong.empty(),
                    picture.video().map(VideoFacts::firstRepeats).orElse(0));
            for (Frame frame : picture.furtherFrames()) {
                addFrame(frames, frame.index(), frame.fingerprint(), frame.atMillis(), frame.repeats());
            }
        }
        Content content = new Content(
                0,
                digests.md5().bytes(),
                digests.sha1().bytes(),
                digests.sha256().bytes(),
                digests.sizeBytes(),
                frames);
        ContentMatcher.Answer answer = new ContentMatcher(lists.all(), distanceBits, shares).ask(content);
        return new Findings(
                answer.matches().stream().map(this::told).sorted(ORDER).toList(), answer.videos());
    }

    /// The entries that lie within the distance of a hash as it stands: whoever has only a hash cannot turn the
    /// picture, so no other orientation is asked.
    public List<FileMatch> match(PdqHash hash) {
        List<FileMatch> matches = new ArrayList<>();
        for (KnownList list : lists.all()) {
            if (list.isAskedForNear()) {
                HashList known = list.list();
                Map<Long, Integer> nearest = new HashMap<>();
                list.near()
                        .matchesWithin(
                                hash,
                                distanceBits,
                                (ordinal, distance) -> nearest.merge(known.nearEntry(ordinal), distance, Math::min));
                // Of the frames of one video the nearest is told.
                Map<String, FileMatch> byId = new HashMap<>();
                nearest.forEach((ordinal, distance) -> {
                    FileMatch match = near(list, known.entry(ordinal), distance);
                    byId.merge(match.entry(), match, (a, b) -> NEAREST.compare(a, b) <= 0 ? a : b);
                });
                matches.addAll(byId.values());
            }
        }
        matches.sort(ORDER);
        return List.copyOf(matches);
    }

    private static FileMatch near(KnownList list, HashListEntry entry, int distanceBits) {
        return new FileMatch(
                list.list().header().name(),
                entry.id(),
                list.roleOf(entry),
                "near",
                Optional.empty(),
                distanceBits,
                Optional.of(Orientation.UPRIGHT),
                OptionalInt.empty(),
                entry.frame().isPresent() ? OptionalLong.of(entry.frame().get().atMillis()) : OptionalLong.empty(),
                entry.category(),
                entry.series());
    }

    private static void addFrame(
            List<ContentFrame> frames, int number, PdqFingerprint fingerprint, OptionalLong atMillis, int repeats) {
        if (fingerprint.isMatchable()) {
            frames.add(new ContentFrame(number, fingerprint, atMillis, repeats));
        }
    }

    private FileMatch told(EntryMatch match) {
        return new FileMatch(
                lists.all().get(match.listId() - 1).list().header().name(),
                match.entry(),
                match.role(),
                match.kind(),
                match.exact(),
                match.distanceBits(),
                match.orientation(),
                match.frame(),
                match.entryAtMillis(),
                match.category(),
                match.series());
    }

    @Override
    public void close() {
        lists.close();
    }
}
