package dev.mangrove.scan.stack;

import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.CheckedIndex;
import dev.mangrove.index.HammingIndex;
import dev.mangrove.index.HammingIndexes;
import dev.mangrove.scan.workspace.Contents;
import dev.mangrove.scan.workspace.Contents.Content;
import dev.mangrove.scan.workspace.Contents.ContentFrame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The matchable frames of all contents, upright, ready to be searched. A frame's ordinal is its place in the
/// order of contents; the frames of one content follow each other. Contents are counted from 0 here.
final class Frames implements AutoCloseable {

    private static final int PAGE_CONTENTS = 1_000;
    private static final int WORDS = 4;

    private final HammingIndexes.Held index;
    private final int[] firstFrame;
    private final int[] contentOf;
    private final boolean[] isMain;

    /// What is searched: the index, perhaps checked against the words of all frames.
    private final HammingIndex search;

    private final Arena words;

    private Frames(
            HammingIndexes.Held index,
            HammingIndex search,
            Arena words,
            int[] firstFrame,
            int[] contentOf,
            boolean[] isMain) {
        this.index = index;
        this.search = search;
        this.words = words;
        this.firstFrame = firstFrame;
        this.contentOf = contentOf;
        this.isMain = isMain;
    }

    /// @param isChecked whether each search is compared with every frame; their hashes are then kept twice
    @SuppressWarnings("MustBeClosedChecker") // close() closes the arena.
    static Frames read(Connection connection, boolean isChecked) throws SQLException {
        int contents = number(connection, "SELECT count(*) FROM temp.content");
        int framesMax = number(connection, "SELECT ifnull(sum(frames), 0) FROM temp.content");
        int[] firstFrame = new int[contents + 1];
        int[] contentOf = new int[framesMax];
        boolean[] isMain = new boolean[framesMax];
        Arena arena = Arena.ofShared();
        boolean isKept = false;
        try {
            MemorySegment words = arena.allocate((long) framesMax * WORDS * Long.BYTES, Long.BYTES);
            int frames = 0;
            int read = 0;
            for (List<Content> page = Contents.page(connection, 0, PAGE_CONTENTS);
                    !page.isEmpty();
                    page = Contents.page(connection, page.getLast().id(), PAGE_CONTENTS)) {
                for (Content content : page) {
                    for (ContentFrame frame : content.frames()) {
                        write(words, frames, frame.fingerprint().hash());
                        contentOf[frames] = read;
                        isMain[frames] = frame.number() == 0;
                        frames++;
                    }
                    read++;
                    firstFrame[read] = frames;
                }
            }
            HammingIndexes.Held index = HammingIndexes.of(words.asSlice(0, (long) frames * WORDS * Long.BYTES));
            HammingIndex search = isChecked
                    ? new CheckedIndex("the pictures of this scan", index, ordinal -> hash(words, ordinal))
                    : index;
            isKept = isChecked;
            return new Frames(index, search, arena, firstFrame, contentOf, isMain);
        } finally {
            if (!isKept) {
                arena.close();
            }
        }
    }

    private static void write(MemorySegment words, long ordinal, PdqHash hash) {
        long at = ordinal * WORDS;
        words.setAtIndex(ValueLayout.JAVA_LONG, at, hash.word0());
        words.setAtIndex(ValueLayout.JAVA_LONG, at + 1, hash.word1());
        words.setAtIndex(ValueLayout.JAVA_LONG, at + 2, hash.word2());
        words.setAtIndex(ValueLayout.JAVA_LONG, at + 3, hash.word3());
    }

    private static PdqHash hash(MemorySegment words, long ordinal) {
        long at = ordinal * WORDS;
        return new PdqHash(
                words.getAtIndex(ValueLayout.JAVA_LONG, at),
                words.getAtIndex(ValueLayout.JAVA_LONG, at + 1),
                words.getAtIndex(ValueLayout.JAVA_LONG, at + 2),
                words.getAtIndex(ValueLayout.JAVA_LONG, at + 3));
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return Math.toIntExact(row.getLong(1));
        }
    }

    int contents() {
        return firstFrame.length - 1;
    }

    int count() {
        return firstFrame[contents()];
    }

    HammingIndex index() {
        return search;
    }

    /// Queries that were compared with every frame.
    long comparedQueries() {
        return search instanceof CheckedIndex checked ? checked.comparedQueries() : 0;
    }

    int contentOf(int frame) {
        return contentOf[frame];
    }

    /// Whether the frame is the picture itself, not a later frame or page.
    boolean isMain(int frame) {
        return isMain[frame];
    }

    int firstFrameOf(int content) {
        return firstFrame[content];
    }

    int framesOf(int content) {
        return firstFrame[content + 1] - firstFrame[content];
    }

    @Override
    public void close() {
        index.close();
        if (words.scope().isAlive()) {
            words.close();
        }
    }
}
