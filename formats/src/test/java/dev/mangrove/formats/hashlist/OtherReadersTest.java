package dev.mangrove.formats.hashlist;

import static dev.mangrove.formats.row.ReadRows.MD5;
import static dev.mangrove.formats.row.ReadRows.SHA1;
import static dev.mangrove.formats.row.ReadRows.SHA256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.ReadRows;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// hashdeep, HashKeeper, ICSE, NSRL RDSv2 and EnCase.
class OtherReadersTest {

    private static final String RDS2_HEADER =
            "\"SHA-1\",\"MD5\",\"CRC32\",\"FileName\",\"FileSize\",\"ProductCode\",\"OpSystemCode\",\"SpecialCode\"\r\n";

    @TempDir
    Path folder;

    @Test
    void hashdeepNamesMayHoldCommas() throws Exception {
        ReadRows read = ReadRows.of(
                folder,
                "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## Invoked from: /x\n## \n12," + MD5 + "," + SHA256
                        + ",/x/a, b,c.jpg\n7,zz\n");
        assertThat(read.format).isEqualTo(HashListFormat.HASHDEEP);
        assertThat(read.only().comment()).contains("/x/a, b,c.jpg");
        assertThat(read.only().sizeBytes()).hasValue(12);
        assertThat(read.digests()).containsExactly(MD5, SHA256);
        assertThat(read.problems).hasSize(1);
    }

    @Test
    void hashdeepWithoutColumnsIsRefused() {
        assertThatThrownBy(() -> ReadRows.of(folder, "%%%% HASHDEEP-1.0\n12," + MD5 + ",x\n"))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("columns");
    }

    @Test
    void hashKeeperHoldsMd5InTheColumnHash() throws Exception {
        ReadRows read = ReadRows.of(
                folder,
                "\"file_id\",\"hashset_id\",\"file_name\",\"directory\",\"hash\",\"file_size\",\"date_modified\","
                        + "\"time_modified\",\"time_zone\",\"comments\",\"date_accessed\",\"time_accessed\"\r\n"
                        + "3,9,\"a.jpg\",\"d\",\"" + MD5.toUpperCase(Locale.ROOT) + "\",55,,,,,,\r\n");
        assertThat(read.format).isEqualTo(HashListFormat.HASHKEEPER);
        assertThat(read.only().id()).contains("3");
        assertThat(read.only().comment()).contains("a.jpg");
        assertThat(read.digests()).containsExactly(MD5);
    }

    @Test
    void icseKeepsItsBaselineAsACommentAndCountsPhotoDna() throws Exception {
        ReadRows read = ReadRows.of(
                folder,
                "MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series name;"
                        + "Number of submissions;File Available;Media Type;Baseline\r\n" + MD5 + ";" + SHA1 + ";"
                        + "ab".repeat(144) + ";4711;True;False;;Blue;3;True;Image;1\r\n");
        assertThat(read.format).isEqualTo(HashListFormat.ICSE_CSV);
        assertThat(read.only().id()).contains("4711");
        assertThat(read.only().series()).contains("Blue");
        assertThat(read.only().category()).isEmpty();
        assertThat(read.only().comment()).contains("baseline: 1");
        assertThat(read.only().unmatchable()).containsExactly("PhotoDNA");
    }

    @Test
    void nsrlTextRefusesWhatIsMarkedMaliciousOrSpecial() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RDS2_HEADER.getBytes(StandardCharsets.US_ASCII));
        for (String special : new String[] {"", "M", "s", "?"}) {
            bytes.writeBytes(
                    ("\"" + SHA1 + "\",\"" + MD5 + "\",\"00\",\"na\"\"me, ").getBytes(StandardCharsets.US_ASCII));
            bytes.write(0xE9);
            bytes.writeBytes(("\",12,34,\"362\",\"" + special + "\"\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        ReadRows read = ReadRows.of(folder, bytes.toByteArray());
        assertThat(read.format).isEqualTo(HashListFormat.NSRL_RDS_2);
        assertThat(read.only().sizeBytes()).hasValue(12);
        assertThat(read.digests()).containsExactly(MD5, SHA1);
        assertThat(read.problems).hasSize(3).allMatch(problem -> problem.contains("harmless"));
    }

    @Test
    void nsrlTextIsReadInItsOlderOrderOfColumns() throws Exception {
        ReadRows read = ReadRows.of(
                folder,
                "\"SHA-1\",\"FileName\",\"FileSize\",\"ProductCode\",\"OpSystemCode\",\"MD4\",\"MD5\",\"CRC32\",\"SpecialCode\"\n"
                        + "\"" + SHA1 + "\",\"a\",5,1,\"W\",\"" + "f".repeat(32) + "\",\"" + MD5 + "\",\"00\",\"\"\n");
        assertThat(read.format).isEqualTo(HashListFormat.NSRL_RDS_2);
        assertThat(read.digests()).containsExactly(MD5, SHA1);
    }

    @Test
    void encaseRecordsBeginBehindTheirHeaderAndATailIsTold() throws Exception {
        byte[] file = new byte[1152 + 2 * 18 + 5];
        byte[] magic = {'H', 'A', 'S', 'H', '\r', '\n', (byte) 0xFF, 0};
        System.arraycopy(magic, 0, file, 0, magic.length);
        byte[] md5 = HexFormat.of().parseHex(MD5);
        System.arraycopy(md5, 0, file, 1152, 16);
        System.arraycopy(md5, 0, file, 1170, 16);
        ReadRows read = ReadRows.of(folder, file);
        assertThat(read.format).isEqualTo(HashListFormat.ENCASE);
        assertThat(read.digests()).containsExactly(MD5, MD5);
        assertThat(read.problems).containsExactly("record 2: the file breaks off within it");
        assertThatThrownBy(() -> ReadRows.of(folder, Arrays.copyOf(file, 1_000)))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("breaks off");
    }
}
