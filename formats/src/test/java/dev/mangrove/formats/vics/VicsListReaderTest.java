package dev.mangrove.formats.vics;

import static dev.mangrove.formats.row.ReadRows.MD5;
import static dev.mangrove.formats.row.ReadRows.PDQ;
import static dev.mangrove.formats.row.ReadRows.SHA1;
import static dev.mangrove.formats.row.ReadRows.SHA256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.formats.hashlist.HashListFormat;
import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.HashListRow;
import dev.mangrove.formats.row.ReadRows;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VicsListReaderTest {

    private static final String CONTEXT =
            "\"@odata.context\":\"http://github.com/ICMEC/ProjectVic/DataModels/2.0.xml/US/$metadata#Media\"";

    @TempDir
    Path folder;

    private ReadRows media(String... objects) throws Exception {
        return ReadRows.of(folder, "{" + CONTEXT + ",\"value\":[" + String.join(",", objects) + "]}");
    }

    @Test
    void readsAHashListOfVersion2() throws Exception {
        ReadRows read = media(
                "{\"MD5\":\"" + MD5.toUpperCase(Locale.ROOT) + "\",\"MediaID\":7,\"Category\":1,\"SHA1\":\"" + SHA1
                        + "\",\"MediaSize\":1234,\"Series\":\"Blue, Green\",\"Tags\":\"a,b\",\"Comments\":\"seen\","
                        + "\"IsPrecategorized\":true,\"VictimIdentified\":null}");
        assertThat(read.format).isEqualTo(HashListFormat.VICS_2);
        HashListRow only = read.only();
        assertThat(read.digests()).containsExactly(MD5, SHA1);
        assertThat(only.id()).contains("7");
        assertThat(only.category()).contains("1");
        assertThat(only.sizeBytes()).hasValue(1234);
        assertThat(only.series()).contains("Blue, Green");
        assertThat(only.comment()).contains("seen");
        assertThat(read.remarks).isEmpty();
    }

    @Test
    void readsPdqItsQualityAndSha256FromTheAlternativeHashes() throws Exception {
        ReadRows read = media("{\"AlternativeHashes\":[{\"HashValue\":\"" + PDQ + "\",\"HashName\":\"PDQ\"},"
                + "{\"HashName\":\"SHA-256\",\"HashValue\":\"" + SHA256
                + "\"},{\"HashName\":\"PDQQuality\",\"HashValue\":88},"
                + "{\"HashName\":\"eDonkey\",\"HashValue\":\"00\"},null,{}],\"MediaID\":1,\"MD5\":\"" + MD5 + "\"}");
        assertThat(read.digests()).containsExactly(MD5, SHA256);
        assertThat(read.only().pdq().orElseThrow().toHex()).isEqualTo(PDQ);
        assertThat(read.only().quality()).hasValue(88);
        assertThat(read.only().unmatchable()).isEmpty();
    }

    @Test
    void countsPhotoDnaAsUnmatchableInBothOfItsPlaces() throws Exception {
        ReadRows read = media(
                "{\"MD5\":\"" + MD5 + "\",\"PhotoDNA\":\"AAAA\"}",
                "{\"MD5\":\"" + MD5 + "\",\"AlternativeHashes\":[{\"HashName\":\"PhotoDNA\",\"HashValue\":\"AAAA\"}]}",
                "{\"MD5\":\"" + MD5 + "\",\"PhotoDNA\":\"\"}",
                "{\"PhotoDNA\":\"AAAA\"}");
        assertThat(read.rows).extracting(row -> row.unmatchable().size()).containsExactly(1, 1, 0, 1);
    }

    @Test
    void readsVersion1WithItsNoiseAndItsMediaInsideCases() throws Exception {
        ReadRows read = ReadRows.of(
                folder,
                "\uFEFF{\"odata.metadata\":\"http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Cases\",\"value\":["
                        + "{\"odata.id\":\"x\",\"CaseID\":\"c\",\"TotalMediaFiles\":99,\"Media\":["
                        + "{\"odata.editLink\":\"y\",\"Cases@odata.navigationLinkUrl\":\"z\",\"MediaID\":\"5\",\"MD5\":\""
                        + MD5
                        + "\",\"Category\":\"2\",\"MediaSize\":\"77\",\"MediaFiles\":[{\"FileName\":\"a\"},{\"FileName\":\"b\"}]}],"
                        + "\"CaseNumber\":\"n\"},{\"CaseID\":\"empty\",\"Media\":null}]}");
        assertThat(read.format).isEqualTo(HashListFormat.VICS_1);
        assertThat(read.only().sizeBytes()).hasValue(77);
        assertThat(read.only().category()).contains("2");
        assertThat(read.only().id()).contains("5");
        assertThat(read.problems).isEmpty();
    }

    @Test
    void readsTheNistSetWithLowerCaseMd5SizesAsTextAndCategory8() throws Exception {
        ReadRows read = ReadRows.of(
                folder,
                "{\"odata.metadata\":\"http://github.com/ICMEC/ProjectVic/DataModels/1.2.xml#Media\",\"value\":[{\"MediaID\":1,"
                        + "\"Category\":8,\"MD5\":\"" + MD5 + "\",\"SHA1\":\"" + SHA1
                        + "\",\"MediaSize\":\"9\",\"MediaFiles\":[{\"FilePath\":\"game/app\"}]}]}");
        assertThat(read.only().category()).contains("8");
        assertThat(read.only().sizeBytes()).hasValue(9);
    }

    @Test
    void aCategoryOfNullOrOfNothingIsNone() throws Exception {
        ReadRows read = media(
                "{\"MD5\":\"" + MD5 + "\",\"Category\":null,\"IsPrecategorized\":true}",
                "{\"MD5\":\"" + MD5 + "\",\"Category\":\"\"}",
                "{\"MD5\":\"" + MD5 + "\"}");
        assertThat(read.rows).hasSize(3).allMatch(row -> row.category().isEmpty());
    }

    @Test
    void aRecordWithoutMd5IsKeptByItsOtherHashesAndToldAndRefusedWithoutAny() throws Exception {
        ReadRows read = media("{\"MediaID\":1,\"SHA1\":\"" + SHA1 + "\"}", "{\"MediaID\":2}", "null", "[1]", "\"x\"");
        assertThat(read.digests()).containsExactly(SHA1);
        assertThat(read.remarks).containsExactly("value[0]: it has no MD5, which VICS requires");
        assertThat(read.problems).hasSize(4).allMatch(problem -> problem.startsWith("value["));
    }

    @Test
    void unknownKeysOfAnyShapeArePassedOver() throws Exception {
        ReadRows read = media("{\"Future\":{\"MD5\":\"x\",\"a\":[{\"b\":[1,2]}]},\"MD5\":\"" + MD5
                + "\",\"Segments\":[{\"Category\":9}],\"Cases\":[{\"CaseID\":\"q\"}]}");
        assertThat(read.digests()).containsExactly(MD5);
        assertThat(read.only().category()).isEmpty();
    }

    @Test
    void aDocumentThatBreaksOffNamesFilePlaceAndRows() {
        assertThatThrownBy(() ->
                        ReadRows.of(folder, "{" + CONTEXT + ",\"value\":[{\"MD5\":\"" + MD5 + "\"},{\"MD5\":\"01"))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("breaks off")
                .hasMessageContaining("line 1, column")
                .hasMessageContaining("after 1 rows")
                .hasMessageContaining("undamaged copy");
    }

    @Test
    void aDocumentThatBreaksOffBetweenRecordsIsSeenToo() {
        assertThatThrownBy(() -> ReadRows.of(folder, "{" + CONTEXT + ",\"value\":[{\"MD5\":\"" + MD5 + "\"}"))
                .hasMessageContaining("breaks off");
        assertThatThrownBy(() -> ReadRows.of(folder, "{" + CONTEXT + ",\"value\":[{\"MD5\":\"" + MD5 + "\"}]"))
                .hasMessageContaining("breaks off");
    }

    @Test
    void malformedDeepAndTrailingJsonIsRefusedWithoutItsContent() {
        assertThatThrownBy(() -> media("{\"MD5\":secretword}"))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("not well-formed")
                .hasMessageNotContaining("secretword");
        assertThatThrownBy(() -> media("{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("beyond a limit");
        assertThatThrownBy(() -> ReadRows.of(folder, "{" + CONTEXT + ",\"value\":[]}{}"))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("goes on");
        assertThatThrownBy(() -> media("{\"MediaSize\":" + "9".repeat(1_000) + "}"))
                .isInstanceOf(HashListFormatException.class);
        assertThatThrownBy(() -> ReadRows.of(folder, "{" + CONTEXT + ",\"value\":{}}"))
                .hasMessageContaining("not an array");
        assertThatThrownBy(() -> ReadRows.of(folder, "{" + CONTEXT + "}")).hasMessageContaining("no array called");
    }
}
