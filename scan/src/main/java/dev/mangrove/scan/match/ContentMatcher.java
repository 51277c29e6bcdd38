package dev.mangrove.scan.match;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.Orientation;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.index.SearchDifferenceException;
import dev.mangrove.scan.workspace.Contents.Content;
import dev.mangrove.scan.workspace.Contents.ContentFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Asks every list about one content. Safe for several threads.
///
/// An entry with several digests is judged by its strongest one: where that agrees, the entry matches; where it
/// differs although a weaker one agrees, somebody made two files with one MD5 or SHA-1, and the entry does not
/// match. Where MD5 is all an entry has, a stated size must agree as well.
final class ContentMatcher {

    /// Near matches kept of one content in one list, nearest first.
    static final int NEAR_ENTRIES_MAX = 1_000;

    private static final int NEAR_GATHERED_MAX = 1 << 16;

    private final List<KnownList> lists;
    private final int distanceBits;
    private final VideoShares shares;

    ContentMatcher(List<KnownList> lists, int distanceBits, VideoShares shares) {
        this.shares = shares;
        this.lists = lists;
        this.distanceBits = distanceBits;
    }

    /// What the lists say of one content.
    ///
    /// @param matches each list, entry and kind once
    /// @param conflicts entries whose strongest digest or size differs although a weaker digest agrees
    /// @param videos known videos that it shares frames with
    record Answer(long contentId, List<EntryMatch> matches, List<VideoMatch> videos, List<Conflict> conflicts) {

        boolean hasAlert() {
            return matches.stream().anyMatch(match -> match.role() == EntryRole.ALERT);
        }

        /// Known good filters only where nothing alerts.
        boolean isKnownGood() {
            return !hasAlert() && matches.stream().anyMatch(EntryMatch::filters);
        }
    }

    /// @param agrees the digest that agrees
    /// @param differs the digest that does not, or `size`
    record Conflict(int listId, String entry, DigestKind agrees, String differs) {}

    /// @throws SearchDifferenceException naming the content, where a check finds a search wrong
    Answer ask(Content content) {
        try {
            return answer(content);
        } catch (SearchDifferenceException e) {
            throw e.inSearchOf("the content with SHA-256 " + HexFormat.of().formatHex(content.sha256()));
        }
    }

    private Answer answer(Content content) {
        List<EntryMatch> matches = new ArrayList<>();
        List<Conflict> conflicts = new ArrayList<>();
        List<VideoMatch> videos = new ArrayList<>();
        for (KnownList list : lists) {
            Map<String, EntryMatch> exact = exact(list, content, conflicts);
            matches.addAll(exact.values());
            if (list.isAskedForNear() && !content.frames().isEmpty()) {
                matches.addAll(near(list, content, exact, videos));
            }
        }
        return new Answer(content.id(), matches, videos, conflicts);
    }

    private static Map<String, EntryMatch> exact(KnownList list, Content content, List<Conflict> conflicts) {
        Map<DigestKind, Digest> digests = new EnumMap<>(DigestKind.class);
        digests.put(DigestKind.SHA256, Digest.of(DigestKind.SHA256, content.sha256()));
        digests.put(DigestKind.SHA1, Digest.of(DigestKind.SHA1, content.sha1()));
        digests.put(DigestKind.MD5, Digest.of(DigestKind.MD5, content.md5()));
        Set<Long> ordinals = new LinkedHashSet<>();
        for (Digest digest : digests.values()) {
            list.list().exactMatches(digest, ordinals::add);
        }
        Map<String, EntryMatch> best = new HashMap<>();
        for (long ordinal : ordinals) {
            HashListEntry entry = list.list().entry(ordinal);
            judge(list, entry, content, digests, conflicts).ifPresent(match -> keep(best, match, list));
        }
        return best;
    }

    /// A known good list may hold a file a thousand times under different names: one match tells enough.
    private static void keep(Map<String, EntryMatch> best, EntryMatch match, KnownList list) {
        String key = list.use() == KnownList.Use.KNOWN_GOOD ? "" : match.entry();
        Comparator<EntryMatch> order = EntryMatch.BEST_FIRST.thenComparing(EntryMatch::entry);
        best.merge(key, match, (a, b) -> order.compare(a, b) <= 0 ? a : b);
    }

    private static Optional<EntryMatch> judge(
            KnownList list,
            HashListEntry entry,
            Content content,
            Map<DigestKind, Digest> digests,
            List<Conflict> conflicts) {
        DigestKind strongest = null;
        DigestKind agrees = null;
        for (Digest digest : entry.digests()) {
            DigestKind kind = digest.kind();
            strongest = strongest == null || kind.compareTo(strongest) > 0 ? kind : strongest;
            if (digests.containsValue(digest) && (agrees == null || kind.compareTo(agrees) > 0)) {
                agrees = kind;
            }
        }
        if (strongest == null || agrees == null) {
            return Optional.empty();
        }
        if (agrees != strongest) {
            conflicts.add(new Conflict(list.id(), entry.id(), agrees, label(strongest)));
            return Optional.empty();
        }
        OptionalLong size = entry.sizeBytes();
        if (agrees == DigestKind.MD5 && size.isPresent() && size.getAsLong() != content.sizeBytes()) {
            conflicts.add(new Conflict(list.id(), entry.id(), agrees, "size"));
            return Optional.empty();
        }
        EntryRole role = list.roleOf(entry);
        boolean filters = role == EntryRole.KNOWN_GOOD && (agrees != DigestKind.MD5 || size.isPresent());
        return Optional.of(new EntryMatch(
                list.id(),
                entry.id(),
                role,
                Optional.of(agrees),
                filters,
                0,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                entry.category(),
                entry.series()));
    }

    private static String label(DigestKind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Every frame in every orientation; of each entry the nearest is kept.
    private List<EntryMatch> near(
            KnownList list, Content content, Map<String, EntryMatch> exact, List<VideoMatch> videos) {
        Gathered gathered = new Gathered();
        VideoHits hits = new VideoHits(list, content.frames());
        boolean isVideo = content.frames().getFirst().atMillis().isPresent();
        int places = 0;
        Orientation[] orientations = Orientation.values();
        for (ContentFrame frame : content.frames()) {
            int place = places++;
            list.near().matchesWithin(frame.fingerprint().orientations(), distanceBits, (query, ordinal, distance) -> {
                long entry = list.list().nearEntry(ordinal);
                gathered.add(entry, distance, orientations[query], frame.number());
                if (isVideo) {
                    hits.add(place, entry, orientations[query]);
                }
            });
        }
        Map<String, EntryMatch> best = new HashMap<>();
        gathered.nearest.forEach((ordinal, packed) -> {
            HashListEntry entry = list.list().entry(ordinal);
            EntryRole role = list.roleOf(entry);
            boolean isTooPoor =
                    entry.quality().isPresent() && entry.quality().getAsInt() < PdqHash.MATCHABLE_QUALITY_MIN;
            if (role != EntryRole.KNOWN_GOOD && !isTooPoor && !exact.containsKey(entry.id())) {
                EntryMatch match = new EntryMatch(
                        list.id(),
                        entry.id(),
                        role,
                        Optional.empty(),
                        false,
                        Gathered.distanceBits(packed),
                        Optional.of(Gathered.orientation(packed)),
                        OptionalInt.of(Gathered.frame(packed)),
                        entry.frame().isPresent()
                                ? OptionalLong.of(entry.frame().get().atMillis())
                                : OptionalLong.empty(),
                        entry.category(),
                        entry.series());
                best.merge(entry.id(), match, (a, b) -> EntryMatch.BEST_FIRST.compare(a, b) <= 0 ? a : b);
            }
        });
        hits.matches(shares).stream()
                .filter(match -> match.role() != EntryRole.KNOWN_GOOD)
                .forEach(videos::add);
        if (best.size() <= NEAR_ENTRIES_MAX) {
            return List.copyOf(best.values());
        }
        return best.values().stream()
                .sorted(Comparator.comparing(EntryMatch::role)
                        .thenComparing(EntryMatch::distanceBits)
                        .thenComparing(EntryMatch::entry))
                .limit(NEAR_ENTRIES_MAX)
                .toList();
    }

    /// The nearest way to each entry, packed as distance, frame, orientation: the smallest number is the nearest.
    private static final class Gathered {

        private final Map<Long, Long> nearest = new HashMap<>();

        void add(long entryOrdinal, int distanceBits, Orientation orientation, int frame) {
            long packed = (long) distanceBits << 40 | (long) frame << 8 | orientation.ordinal();
            nearest.merge(entryOrdinal, packed, Math::min);
            if (nearest.size() > NEAR_GATHERED_MAX) {
                keepNearestHalf();
            }
        }

        /// A list of a million copies of one hash must not fill the heap.
        private void keepNearestHalf() {
            List<Map.Entry<Long, Long>> sorted = new ArrayList<>(nearest.entrySet());
            sorted.sort(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
            sorted.subList(NEAR_GATHERED_MAX / 2, sorted.size()).stream()
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(nearest::remove);
        }

        static int distanceBits(long packed) {
            return (int) (packed >>> 40);
        }

        static int frame(long packed) {
            return (int) (packed >>> 8);
        }

        static Orientation orientation(long packed) {
            return Orientation.values()[(int) (packed & 7)];
        }
    }
}
