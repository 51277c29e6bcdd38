package dev.mangrove.scan.match;

import dev.mangrove.hash.Orientation;
import dev.mangrove.index.HashList;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.scan.match.VideoMatch.Part;
import dev.mangrove.scan.match.VideoMatch.Span;
import dev.mangrove.scan.workspace.Contents.ContentFrame;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;

/// Gathers which frames of one video lie within the distance of which frames of the known videos of one list. The
/// near search names every such pair, so the shares are exact; each pair costs two bits.
final class VideoHits {

    /// Known videos and orientations that are gathered for one video in one list. A list beyond it holds one clip
    /// ten thousand times; its frames are told as near matches all the same.
    private static final int GATHERED_MAX = 10_000;

    private final KnownList list;
    private final List<ContentFrame> frames;
    private final Map<Key, Hits> gathered = new HashMap<>();

    VideoHits(KnownList list, List<ContentFrame> frames) {
        this.list = list;
        this.frames = frames;
    }

    /// A known video, by its first entry, seen in one orientation of the item.
    private record Key(long firstOrdinal, Orientation orientation) {}

    private static final class Hits {
        private final BitSet query = new BitSet();
        /// By distance from the first entry.
        private final BitSet known = new BitSet();
    }

    /// A frame of the item, by its place among the matchable ones, lies near an entry.
    void add(int frame, long entryOrdinal, Orientation orientation) {
        OptionalLong start = list.list().videoStart(entryOrdinal);
        if (start.isEmpty()) {
            return;
        }
        Key key = new Key(start.getAsLong(), orientation);
        Hits hits = gathered.get(key);
        if (hits == null) {
            if (gathered.size() >= GATHERED_MAX) {
                return;
            }
            hits = new Hits();
            gathered.put(key, hits);
        }
        hits.query.set(frame);
        hits.known.set((int) (entryOrdinal - start.getAsLong()));
    }

    /// The known videos with enough in common, each in its best orientation.
    List<VideoMatch> matches(VideoShares shares) {
        Map<Long, VideoMatch> best = new HashMap<>();
        gathered.forEach((key, hits) -> {
            HashListEntry entry = list.list().entry(key.firstOrdinal());
            VideoMatch match = match(key, hits, entry);
            if (match.query().percent() >= shares.queryPercent()
                    && match.known().percent() >= shares.entryPercent()) {
                best.merge(key.firstOrdinal(), match, (a, b) -> BEST_FIRST.compare(a, b) <= 0 ? a : b);
            }
        });
        Map<String, VideoMatch> byId = new HashMap<>();
        best.values()
                .forEach(match -> byId.merge(match.entry(), match, (a, b) -> BEST_FIRST.compare(a, b) <= 0 ? a : b));
        return byId.values().stream()
                .sorted(BEST_FIRST.thenComparing(VideoMatch::entry))
                .limit(ContentMatcher.NEAR_ENTRIES_MAX)
                .toList();
    }

    private static final Comparator<VideoMatch> BEST_FIRST = Comparator.<VideoMatch>comparingDouble(
                    match -> -match.query().percent())
            .thenComparingDouble(match -> -match.known().percent())
            .thenComparing(VideoMatch::orientation)
            .thenComparing(match -> match.known().frames());

    private VideoMatch match(Key key, Hits hits, HashListEntry entry) {
        HashList.Video video = list.list().video(key.firstOrdinal());
        BitSet known = new BitSet();
        for (int i = 0; i < video.ordinals().length; i++) {
            known.set(i, hits.known.get((int) (video.ordinals()[i] - key.firstOrdinal())));
        }
        Part ofQuery = part(
                frames.size(),
                hits.query,
                i -> 1L + frames.get(i).repeats(),
                i -> frames.get(i).atMillis().orElse(0));
        Part ofKnown = part(
                video.frames().length, known, i -> 1L + video.frames()[i].repeats(), i -> video.frames()[i].atMillis());
        return new VideoMatch(
                list.id(),
                list.list().header().name(),
                entry.id(),
                list.roleOf(entry),
                key.orientation(),
                ofQuery,
                ofKnown,
                entry.category(),
                entry.series());
    }

    private static Part part(int frames, BitSet matched, IntToLongFunction weight, IntToLongFunction atMillis) {
        long all = 0;
        long seen = 0;
        List<Span> spans = new ArrayList<>();
        Optional<Long> from = Optional.empty();
        for (int i = 0; i < frames; i++) {
            all += weight.applyAsLong(i);
            if (!matched.get(i)) {
                continue;
            }
            seen += weight.applyAsLong(i);
            from = from.isPresent() ? from : Optional.of(atMillis.applyAsLong(i));
            if (!matched.get(i + 1) || i + 1 == frames) {
                spans.add(new Span(from.get(), atMillis.applyAsLong(i)));
                from = Optional.empty();
            }
        }
        return new Part(Math.max(all, 1), seen, spans);
    }
}
