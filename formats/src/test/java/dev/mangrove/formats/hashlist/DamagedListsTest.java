package dev.mangrove.formats.hashlist;

import static dev.mangrove.formats.row.ReadRows.MD5;
import static dev.mangrove.formats.row.ReadRows.PDQ;
import static dev.mangrove.formats.row.ReadRows.SHA1;
import static dev.mangrove.formats.row.ReadRows.SHA256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.formats.row.ReadRows;
import dev.mangrove.formats.vics.VicsCase;
import dev.mangrove.formats.vics.VicsCaseReader;
import dev.mangrove.formats.vics.VicsMedia;
import dev.mangrove.testkit.Mutator;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damages one list of each format many times over: a reader ends with rows, problems, or an exception that
/// names the file, and soon. `-Dmangrove.lists.damaged=` sets how often for each format (300 by default).
class DamagedListsTest {

    private static final int RUNS = Integer.getInteger("mangrove.lists.damaged", 300);

    @TempDir
    Path folder;

    private Map<String, byte[]> sound() throws Exception {
        Map<String, byte[]> lists = new LinkedHashMap<>();
        String media = "{\"MD5\":\"" + MD5 + "\",\"MediaID\":1,\"Category\":1,\"SHA1\":\"" + SHA1
                + "\",\"MediaSize\":\"12\",\"PhotoDNA\":\"AA\",\"AlternativeHashes\":[{\"HashName\":\"PDQ\",\"HashValue\":\""
                + PDQ
                + "\"}],\"MediaFiles\":[{\"MediaFileID\":1,\"FileName\":\"ö\",\"Created\":\"2020-01-01T00:00:00Z\"}]}";
        text(
                lists,
                "vics2",
                "{\"@odata.context\":\"x/2.0.xml/US/$metadata#Media\",\"value\":[" + media + ",\n" + media + "]}");
        text(
                lists,
                "vics1",
                "{\"odata.metadata\":\"x/1.3.xml#Cases\",\"value\":[{\"CaseID\":\"c\",\"Media\":[" + media + "," + media
                        + "]}]}");
        text(lists, "csv", "md5;pdq;comment\n" + (MD5 + ";" + PDQ + ";\"a;b\"\"c\nd\"\n").repeat(8));
        text(lists, "lines", (MD5 + "  a\nSHA256 (b) = " + SHA256 + "\n\\" + SHA1 + " *c\\n\n").repeat(4));
        text(
                lists,
                "hashdeep",
                "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## x\n"
                        + ("12," + MD5 + "," + SHA256 + ",a,b\n").repeat(4));
        text(
                lists,
                "nsrl2",
                "\"SHA-1\",\"MD5\",\"CRC32\",\"FileName\",\"FileSize\",\"ProductCode\",\"OpSystemCode\",\"SpecialCode\"\n"
                        + ("\"" + SHA1 + "\",\"" + MD5 + "\",\"0\",\"a\",1,2,\"3\",\"\"\n").repeat(4));
        byte[] encase = new byte[1152 + 180];
        System.arraycopy(new byte[] {'H', 'A', 'S', 'H', '\r', '\n', (byte) 0xFF, 0}, 0, encase, 0, 8);
        lists.put("encase", encase);
        lists.put(
                "nsrl3",
                Files.readAllBytes(Databases.make(
                        folder.resolve("n.db"),
                        Databases.NSRL_FILE,
                        "INSERT INTO FILE VALUES ('" + SHA256 + "','" + SHA1 + "','" + MD5 + "','0','a',1,1)",
                        "INSERT INTO FILE VALUES ('" + SHA256 + "','" + SHA1 + "','" + MD5 + "','0','b',1,1)")));
        lists.put(
                "kdb",
                Files.readAllBytes(Databases.make(
                        folder.resolve("k.db"),
                        "CREATE TABLE hashes (id INTEGER PRIMARY KEY, md5 BINARY(16), sha1 BINARY(20), sha2_256 BINARY(32))",
                        "CREATE TABLE comments (comment TEXT NOT NULL, hash_id INTEGER NOT NULL)",
                        "INSERT INTO hashes VALUES (5, x'" + MD5 + "', NULL, x'" + SHA256 + "')",
                        "INSERT INTO comments VALUES ('first', 5)")));
        return lists;
    }

    private static void text(Map<String, byte[]> lists, String name, String text) {
        lists.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDamagedListEndsInRowsProblemsOrAMessageAndSoon() throws Exception {
        SplittableRandom random = Seed.random("damaged lists");
        Path file = folder.resolve("damaged");
        Map<String, Integer> read = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> sound : sound().entrySet()) {
            Files.write(file, sound.getValue());
            assertThat(ReadRows.of(file).rows).as(sound.getKey()).isNotEmpty();
            for (int run = 0; run < RUNS; run++) {
                long seed = random.nextLong();
                Files.write(file, Mutator.mutate(sound.getValue(), seed).bytes());
                long startedAt = System.nanoTime();
                read.merge(sound.getKey(), endsWell(file, sound.getKey() + " seed " + seed) ? 1 : 0, Integer::sum);
                assertThat(Duration.ofNanos(System.nanoTime() - startedAt))
                        .as("%s seed %d", sound.getKey(), seed)
                        .isLessThan(Duration.ofSeconds(5));
            }
        }
        assertThat(read.values())
                .as("damage leaves some of each readable: %s", read)
                .allMatch(count -> count > RUNS / 20);
    }

    /// @return whether the list could be read to its end
    private static boolean endsWell(Path file, String what) {
        try {
            ReadRows.of(file);
            return true;
        } catch (IOException e) {
            assertThat(e.getMessage()).as(what).contains(file.toString());
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    @Test
    void aDamagedCaseEndsInRecordsProblemsOrAMessage() throws Exception {
        SplittableRandom random = Seed.random("damaged cases");
        byte[] sound = sound().get("vics1");
        Path file = folder.resolve("damaged.json");
        List<String> seen = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            long seed = random.nextLong();
            Files.write(file, Mutator.mutate(sound, seed).bytes());
            try {
                VicsCaseReader.read(file, new Counting(seen));
            } catch (IOException e) {
                assertThat(e.getMessage()).contains(file.toString());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(seen).contains("media", "case", "problem");
    }

    private record Counting(List<String> seen) implements VicsCaseReader.Sink {
        @Override
        public void context(String url) {
            seen.add("context");
        }

        @Override
        public void media(VicsMedia media) {
            seen.add("media");
        }

        @Override
        public void caseEnd(VicsCase header) {
            seen.add("case");
        }

        @Override
        public void problem(String place, String reason) {
            seen.add("problem");
        }
    }
}
