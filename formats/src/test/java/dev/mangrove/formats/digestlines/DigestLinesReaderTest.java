package dev.mangrove.formats.digestlines;

import static dev.mangrove.formats.row.ReadRows.MD5;
import static dev.mangrove.formats.row.ReadRows.SHA1;
import static dev.mangrove.formats.row.ReadRows.SHA256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.formats.hashlist.HashListFormat;
import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.ReadRows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestLinesReaderTest {

    @TempDir
    Path folder;

    @Test
    void readsTheGnuFormOfAllThreeDigestsWithTextAndBinaryMarks() throws Exception {
        ReadRows read = ReadRows.of(
                folder,
                MD5 + "  a b.jpg\n" + SHA1.toUpperCase(java.util.Locale.ROOT) + " *b.jpg\n" + SHA256 + "  c.jpg\n");
        assertThat(read.format).isEqualTo(HashListFormat.DIGEST_LINES);
        assertThat(read.digests()).containsExactly(MD5, SHA1, SHA256);
        assertThat(read.rows)
                .extracting(row -> row.comment().orElseThrow())
                .containsExactly("a b.jpg", "b.jpg", "c.jpg");
        assertThat(read.problems).isEmpty();
    }

    @Test
    void readsTheBsdFormEvenWhereANameLooksLikeOne() throws Exception {
        ReadRows read = ReadRows.of(
                folder,
                "MD5 (a) = b.jpg) = " + MD5 + "\r\nSHA1 (x) = " + SHA1 + "\r\nSHA2-256 (y) = " + SHA256 + "\r\n");
        assertThat(read.digests()).containsExactly(MD5, SHA1, SHA256);
        assertThat(read.rows.getFirst().comment()).contains("a) = b.jpg");
    }

    @Test
    void unescapesNamesThatBeginWithABackslash() throws Exception {
        ReadRows read = ReadRows.of(folder, "\\" + MD5 + "  a\\nb\\\\c\n");
        assertThat(read.only().comment()).contains("a\nb\\c");
    }

    @Test
    void readsBareMd5AndSha1Lines() throws Exception {
        assertThat(ReadRows.of(folder, MD5 + "\n" + SHA1 + "\n").digests()).containsExactly(MD5, SHA1);
    }

    @Test
    void doesNotGuessWhether64HexDigitsAloneAreSha256OrPdq() {
        assertThatThrownBy(() -> ReadRows.of(folder, SHA256 + "\n" + SHA256 + "\n"))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("SHA-256 or PDQ");
    }

    @Test
    void tellsOfLinesThatAreNoDigestAndOfDigestsOfOtherKinds() throws Exception {
        ReadRows read = ReadRows.of(
                folder,
                MD5 + "  a\nnot a digest\nSHA512 (x) = 00\n" + MD5.substring(1) + "  cut\n\n# remark\n" + SHA1
                        + "  b\n");
        assertThat(read.digests()).containsExactly(MD5, SHA1);
        assertThat(read.problems)
                .hasSize(3)
                .anyMatch(problem -> problem.startsWith("line 2:"))
                .anyMatch(problem -> problem.startsWith("line 3:") && problem.contains("algorithm"))
                .anyMatch(problem -> problem.startsWith("line 4:") && problem.contains("31 hex digits"));
    }

    @Test
    void readsDigestsBehindTheHeadOfASignature() throws Exception {
        ReadRows read =
                ReadRows.of(folder, "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + SHA256 + "  a.jpg\n");
        assertThat(read.digests()).containsExactly(SHA256);
    }
}
