package dev.mangrove.scan.match;

import static dev.mangrove.scan.match.MatchingCase.entry;
import static dev.mangrove.scan.workspace.DrawnItems.file;
import static dev.mangrove.scan.workspace.DrawnItems.hash;
import static dev.mangrove.scan.workspace.DrawnItems.near;
import static dev.mangrove.scan.workspace.DrawnItems.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.index.SearchDifferenceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list whose search tables leave a hash out, with checksums that are right: a matching that is not checked misses
/// a match, and one that is checked says so.
class SearchCheckTest {

    /// From as many hashes on a list has search tables.
    private static final int ENTRIES = 10_000;

    private static final String JOURNAL = "SELECT event, detail FROM journal WHERE event LIKE 'search%'";

    @TempDir
    Path temporary;

    private final SplittableRandom random = new SplittableRandom(9);
    private final PdqHash left = hash(random);
    private MatchingCase scan;
    private Path list = Path.of("");

    @BeforeEach
    void open() {
        scan = new MatchingCase(temporary);
        // Two bits of the first 16 differ, so that only the tables of the other pieces lead to it.
        PdqHash query = withoutTwoOfTheFirstBits(left);
        scan.items(
                file("a", picture("a", query)),
                file("b", picture("b", near(query, 9, random))),
                file("c", picture("c", hash(random))));
        List<HashListEntry> entries = new ArrayList<>(List.of(entry("left", EntryRole.ALERT, left)));
        while (entries.size() < ENTRIES) {
            entries.add(entry("e" + entries.size(), EntryRole.ALERT, hash(random)));
        }
        list = scan.list(HashProfile.REFERENCE, entries);
    }

    @AfterEach
    void close() {
        scan.close();
    }

    @Test
    void aSoundListPassesWithTheSameResults() {
        ScanSummary plain = scan.match(list);
        ScanSummary checked = match(SearchCheck.BRUTE_FORCE);
        assertThat(checked.resultDigest()).isEqualTo(plain.resultDigest());
        assertThat(checked.nearMatches()).isEqualTo(2);
        assertThat(scan.rows(JOURNAL))
                .singleElement()
                .asString()
                .startsWith("searchChecked")
                .contains("\"check\":\"bruteForce\"", "\"listQueries\":\"24\"", "\"stackQueries\":\"24\"");
    }

    @Test
    void aListThatHidesAHashIsFound() throws IOException {
        leaveOut(list, left);
        assertThat(match(SearchCheck.NONE).nearMatches()).isZero();
        String before = scan.rows("SELECT value FROM result").toString();
        assertThatThrownBy(() -> match(SearchCheck.BRUTE_FORCE))
                .isInstanceOf(SearchDifferenceException.class)
                .hasMessageStartingWith("the content with SHA-256 ")
                .hasMessageContaining(left.toHex())
                .hasMessageMatching(
                        "(?s).*at distance (2|11) of the query .* by the comparison and not by the search.*");
        assertThat(scan.rows("SELECT value FROM result")).hasToString(before);
        assertThat(scan.rows(JOURNAL)).singleElement().asString().startsWith("searchDiffers");
    }

    private ScanSummary match(SearchCheck check) {
        return Matching.run(
                scan.workspace(), List.of(list), List.of(), 31, VideoShares.STANDARD, check, 1, System.nanoTime());
    }

    private static PdqHash withoutTwoOfTheFirstBits(PdqHash hash) {
        long upper = hash.word0() & 0xffffL << 48;
        long once = upper & ~Long.highestOneBit(upper);
        long twice = once & ~Long.highestOneBit(once);
        return new PdqHash(hash.word0() & ~upper | twice, hash.word1(), hash.word2(), hash.word3());
    }

    /// Puts another hash wherever the tables name this one. Offsets as in `docs/formats/mgl.md`.
    private static void leaveOut(Path file, PdqHash hash) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int upper = directory(9);
        int place = 0;
        while (bytes.getLong(offset(bytes, upper) + 16 * place) != hash.word0()) {
            place++;
        }
        int members = directory(13);
        int hashes = length(bytes, upper) / 16;
        int widthBits = Integer.SIZE - Integer.numberOfLeadingZeros(hashes - 1);
        int stride = (hashes + 63) & -64;
        int pieces = (length(bytes, members) - 8) * 8 / (stride * widthBits);
        int replaced = 0;
        for (int piece = 0; piece < pieces; piece++) {
            for (int i = 0; i < hashes; i++) {
                int bit = (piece * stride + i) * widthBits;
                int at = offset(bytes, members) + bit / 8;
                long word = bytes.getLong(at);
                long mask = (1L << widthBits) - 1;
                if ((word >>> bit % 8 & mask) == place) {
                    long other = place == 0 ? 1 : place - 1;
                    bytes.putLong(at, word & ~(mask << bit % 8) | other << bit % 8);
                    replaced++;
                }
            }
        }
        assertThat(replaced).isEqualTo(15);
        int checks = directory(bytes.getInt(28));
        int firstBlock = (int) bytes.getLong(members + 24);
        for (int from = 0; from < aligned(length(bytes, members)); from += 1 << 16) {
            int block = offset(bytes, checks) + 4 * (firstBlock + (from >> 16));
            int size = Math.min(1 << 16, aligned(length(bytes, members)) - from);
            bytes.putInt(block, crc(bytes, offset(bytes, members) + from, size));
        }
        bytes.putInt(88, crc(bytes, offset(bytes, checks), aligned(length(bytes, checks))));
        bytes.putInt(4092, crc(bytes, 0, 4092));
        Files.write(file, bytes.array());
    }

    private static int directory(int code) {
        return 96 + 32 * (code - 1);
    }

    private static int offset(ByteBuffer bytes, int directory) {
        return (int) bytes.getLong(directory + 8);
    }

    private static int length(ByteBuffer bytes, int directory) {
        return (int) bytes.getLong(directory + 16);
    }

    private static int aligned(int length) {
        return (length + 63) & -64;
    }

    private static int crc(ByteBuffer bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), from, length);
        return (int) crc.getValue();
    }
}
