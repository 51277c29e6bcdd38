package dev.mangrove.formats.csv;

import static dev.mangrove.formats.row.ReadRows.MD5;
import static dev.mangrove.formats.row.ReadRows.PDQ;
import static dev.mangrove.formats.row.ReadRows.SHA1;
import static dev.mangrove.formats.row.ReadRows.SHA256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.formats.hashlist.HashListFormat;
import dev.mangrove.formats.row.HashListRow;
import dev.mangrove.formats.row.ReadRows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvListReaderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsEveryColumnWithAnyDelimiterAnyCaseAndAByteOrderMark(String delimiter) throws Exception {
        String header = String.join(
                delimiter,
                "ID",
                "Md5",
                "SHA-1",
                "sha_256",
                "PDQ",
                "Quality",
                "category",
                "SERIES",
                "Comment",
                "Size",
                "other");
        String row =
                String.join(delimiter, "17", MD5, SHA1, SHA256, PDQ, "93", "1", "Blue", "\"two\nlines\"", "4711", "x");
        ReadRows read = ReadRows.of(folder, "\uFEFF" + header + "\r\n" + row + "\r\n");
        assertThat(read.format).isEqualTo(HashListFormat.CSV);
        HashListRow only = read.only();
        assertThat(only.id()).contains("17");
        assertThat(read.digests()).containsExactly(MD5, SHA1, SHA256);
        assertThat(only.pdq().orElseThrow().toHex()).isEqualTo(PDQ);
        assertThat(only.quality()).hasValue(93);
        assertThat(only.sizeBytes()).hasValue(4711);
        assertThat(only.category()).contains("1");
        assertThat(only.series()).contains("Blue");
        assertThat(only.comment()).contains("two\nlines");
        assertThat(read.problems).isEmpty();
        assertThat(read.remarks).isEmpty();
    }

    @Test
    void readsAListOfPdqAlone() throws Exception {
        ReadRows read = ReadRows.of(folder, "pdq\n" + PDQ.toUpperCase(java.util.Locale.ROOT) + "\n");
        assertThat(read.only().pdq().orElseThrow().toHex()).isEqualTo(PDQ);
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsOwnLineOnly() throws Exception {
        ReadRows read =
                ReadRows.of(folder, "md5,comment\n" + MD5 + ",\"open\n" + MD5 + ",fine\n" + MD5 + ",fine too\n");
        assertThat(read.rows).hasSize(2);
        assertThat(read.problems).containsExactly("line 2: it opens a quote that is not closed");
    }

    @Test
    void aFaultyHashIsTheRowsProblemAndAFaultyPartIsARemark() throws Exception {
        ReadRows read = ReadRows.of(
                folder,
                "md5,sha1,quality\n" + MD5 + "zz,,\n" + MD5 + ",12,200\n,,\n" + MD5 + ",,50,surplus\n" + MD5 + "\n");
        assertThat(read.rows).hasSize(2);
        assertThat(read.problems).hasSize(3);
        assertThat(read.problems.get(0)).startsWith("line 2: its MD5 is not 32 hex digits");
        assertThat(read.problems.get(1)).isEqualTo("line 4: it holds no hash");
        assertThat(read.problems.get(2)).startsWith("line 5: it has 4 fields");
        assertThat(read.remarks).hasSize(2).allMatch(remark -> remark.startsWith("line 3:"));
    }

    @Test
    void readsUtf16AndBytesThatAreNoUtf8() throws Exception {
        String text = "md5;comment\r\n" + MD5 + ";Köln\r\n";
        assertThat(ReadRows.of(folder, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))
                        .only()
                        .comment())
                .contains("Köln");
        assertThat(ReadRows.of(folder, text.getBytes(StandardCharsets.ISO_8859_1))
                        .digests())
                .containsExactly(MD5);
    }

    @Test
    void aLineOfMoreThanAMillionCharactersIsBounded() throws Exception {
        ReadRows read = ReadRows.of(folder, "md5,comment\n" + MD5 + "," + "x".repeat(3_000_000) + "\n" + MD5 + ",y\n");
        assertThat(read.rows).hasSize(2);
        assertThat(read.rows.getFirst().comment().orElseThrow()).hasSize(4_096);
    }
}
