package dev.mangrove.scan.stack;

import dev.mangrove.scan.workspace.ContentPages;
import dev.mangrove.scan.workspace.Contents;
import dev.mangrove.scan.workspace.Contents.Content;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Assigns contents to representatives, in the order of contents: each that is not yet in a stack opens one and
/// takes all later free neighbours.
///
/// The rule is sequential, the search is not: neighbours do not depend on what is assigned, so that several
/// threads look up those of the next free contents, and one thread applies them in order. Look-ups of contents
/// that were taken meanwhile are wasted, and change nothing.
///
/// Cost: eight searches for each frame of each representative. Memory: six bytes a content here, four more for
/// each thread; a block's neighbours are bounded, and a content with more is searched again when its turn comes.
final class Grouping {

    private static final int FREE = -1;
    private static final int BLOCK_CONTENTS = 512;
    private static final int NEIGHBOURS_KEPT_MAX = 2_000;

    private final Frames frames;
    private final int distanceBits;
    private final int[] representativeOf;
    private final short[] linkOf;

    private Grouping(Frames frames, int distanceBits) {
        this.frames = frames;
        this.distanceBits = distanceBits;
        this.representativeOf = new int[frames.contents()];
        this.linkOf = new short[frames.contents()];
        Arrays.fill(representativeOf, FREE);
    }

    static Grouping of(Connection connection, Frames frames, int distanceBits, int threads) throws SQLException {
        Grouping grouping = new Grouping(frames, distanceBits);
        grouping.assignAll(connection, threads);
        return grouping;
    }

    /// The content, counted from 0, that stands for this one; itself for a representative.
    int representativeOf(int content) {
        return representativeOf[content];
    }

    /// How a content lies to its representative.
    short linkOf(int content) {
        return linkOf[content];
    }

    private void assignAll(Connection connection, int threads) throws SQLException {
        BlockingQueue<Neighbours> searchers = new ArrayBlockingQueue<>(threads);
        for (int i = 0; i < threads; i++) {
            searchers.add(new Neighbours(frames, distanceBits));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("stacking-", 0).factory())) {
            for (List<Content> block = Contents.page(connection, 0, BLOCK_CONTENTS);
                    !block.isEmpty();
                    block = Contents.page(connection, block.getLast().id(), BLOCK_CONTENTS)) {
                assign(block, pool, searchers);
            }
        }
    }

    private void assign(List<Content> block, ExecutorService pool, BlockingQueue<Neighbours> searchers) {
        List<@Nullable Future<Found>> found = new ArrayList<>();
        for (Content content : block) {
            boolean isSearched = isFree(content) && !content.frames().isEmpty();
            found.add(isSearched ? pool.submit(() -> search(content, searchers)) : null);
        }
        for (int i = 0; i < block.size(); i++) {
            Future<Found> search = found.get(i);
            if (search != null) {
                Found neighbours = ContentPages.result(search);
                if (isFree(block.get(i))) {
                    open(block.get(i), neighbours, searchers);
                }
                found.set(i, null);
            } else if (isFree(block.get(i))) {
                int alone = Math.toIntExact(block.get(i).id() - 1);
                representativeOf[alone] = alone;
            }
        }
    }

    private boolean isFree(Content content) {
        return representativeOf[Math.toIntExact(content.id() - 1)] == FREE;
    }

    private void open(Content representative, Found neighbours, BlockingQueue<Neighbours> searchers) {
        int self = Math.toIntExact(representative.id() - 1);
        representativeOf[self] = self;
        if (neighbours.isCut) {
            withSearcher(
                    searchers, searcher -> searcher.find(representative, (content, link) -> take(self, content, link)));
        } else {
            for (int i = 0; i < neighbours.count; i++) {
                take(self, neighbours.contents[i], neighbours.links[i]);
            }
        }
    }

    private void take(int representative, int content, short link) {
        if (representativeOf[content] == FREE) {
            representativeOf[content] = representative;
            linkOf[content] = link;
        }
    }

    private static Found search(Content content, BlockingQueue<Neighbours> searchers) {
        Found found = new Found();
        withSearcher(searchers, searcher -> searcher.find(content, found::add));
        return found;
    }

    private static void withSearcher(
            BlockingQueue<Neighbours> searchers, java.util.function.Consumer<Neighbours> work) {
        Neighbours searcher;
        try {
            searcher = searchers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stacking", e);
        }
        try {
            work.accept(searcher);
        } finally {
            searchers.add(searcher);
        }
    }

    /// The neighbours of one content, as long as they are few.
    private static final class Found {

        private int[] contents = new int[4];
        private short[] links = new short[4];
        private int count;
        private boolean isCut;

        void add(int content, short link) {
            if (count == NEIGHBOURS_KEPT_MAX) {
                isCut = true;
                return;
            }
            if (count == contents.length) {
                contents = Arrays.copyOf(contents, 2 * count);
                links = Arrays.copyOf(links, 2 * count);
            }
            contents[count] = content;
            links[count] = link;
            count++;
        }
    }
}
