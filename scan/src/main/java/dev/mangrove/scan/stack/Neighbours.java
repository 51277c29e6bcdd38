package dev.mangrove.scan.stack;

import dev.mangrove.index.SearchDifferenceException;
import dev.mangrove.scan.workspace.Contents.Content;
import dev.mangrove.scan.workspace.Contents.ContentFrame;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;

/// Finds the later contents that a representative shows whole: each of their matchable frames lies within the
/// distance of one of the representative's frames in one of its eight orientations. So nothing that a member
/// shows is hidden behind a representative that does not show it.
///
/// Keeps two numbers for each content between searches and clears only what a search touched. One thread uses
/// one searcher.
final class Neighbours {

    private static final short NONE = -1;

    private final Frames frames;
    private final int distanceBits;
    private final short[] closest;
    private final BitSet framesSeen;
    private int[] touched = new int[64];
    private int touchedCount;

    Neighbours(Frames frames, int distanceBits) {
        this.frames = frames;
        this.distanceBits = distanceBits;
        this.closest = new short[frames.contents()];
        Arrays.fill(closest, NONE);
        this.framesSeen = new BitSet(frames.count());
    }

    /// Receives a content and its closest link.
    @FunctionalInterface
    interface Sink {
        void neighbour(int content, short link);
    }

    /// Tells of every neighbour behind `representative` in the order of contents, in no promised order.
    ///
    /// @throws SearchDifferenceException naming the content, where a check finds a search wrong
    void find(Content representative, Sink sink) {
        try {
            search(representative, sink);
        } catch (SearchDifferenceException e) {
            throw e.inSearchOf("the content with SHA-256 " + HexFormat.of().formatHex(representative.sha256()));
        }
    }

    private void search(Content representative, Sink sink) {
        int self = Math.toIntExact(representative.id() - 1);
        for (ContentFrame frame : representative.frames()) {
            frames.index()
                    .matchesWithin(
                            frame.fingerprint().orientations(), distanceBits, (orientation, ordinal, distance) -> {
                                int found = (int) ordinal;
                                if (frames.contentOf(found) > self) {
                                    boolean isFrame = frame.number() != 0 || !frames.isMain(found);
                                    see(found, Link.of(isFrame, distance, orientation));
                                }
                            });
        }
        for (int i = 0; i < touchedCount; i++) {
            int content = touched[i];
            if (isWhollySeen(content)) {
                sink.neighbour(content, closest[content]);
            }
            closest[content] = NONE;
            framesSeen.clear(frames.firstFrameOf(content), frames.firstFrameOf(content) + frames.framesOf(content));
        }
        touchedCount = 0;
    }

    private void see(int frame, short link) {
        int content = frames.contentOf(frame);
        framesSeen.set(frame);
        if (closest[content] == NONE) {
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, 2 * touchedCount);
            }
            touched[touchedCount++] = content;
            closest[content] = link;
        } else if (link < closest[content]) {
            closest[content] = link;
        }
    }

    private boolean isWhollySeen(int content) {
        int first = frames.firstFrameOf(content);
        int behind = first + frames.framesOf(content);
        return framesSeen.nextClearBit(first) >= behind;
    }
}
