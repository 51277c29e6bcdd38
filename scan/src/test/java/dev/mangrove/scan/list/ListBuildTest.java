package dev.mangrove.scan.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.scheme.Scheme;
import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashList;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.index.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListBuildTest {

    private static final String EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e";
    private static final String PDQ = "f0".repeat(32);

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void nameTheOutput() {
        output = folder.resolve("out.mgl");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static ListPlan plan(String... scheme) throws IOException {
        Optional<Scheme> chosen = scheme.length == 0 ? Optional.empty() : Optional.of(Scheme.resolve(scheme[0]));
        return new ListPlan("Unit list", Optional.empty(), "Example Unit", HashProfile.REFERENCE, chosen);
    }

    private static String md5(int i) {
        return String.format("%032x", i + 1);
    }

    private List<HashListEntry> entries() throws IOException {
        List<HashListEntry> entries = new ArrayList<>();
        try (HashList list = HashList.open(output)) {
            list.verify();
            for (long i = 0; i < list.header().entries(); i++) {
                entries.add(list.entry(i));
            }
        }
        return entries;
    }

    private void nothingIsLeftBehind(String... sources) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> String.valueOf(path.getFileName()))).containsExactlyInAnyOrder(sources);
        }
    }

    @Test
    void aNumberAsCategoryWithoutASchemeIsRefusedAndLeavesNothing() throws Exception {
        Path source = file("a.csv", "md5,category\n" + md5(1) + ",\n" + md5(2) + ",1\n");
        assertThatThrownBy(() -> ListBuild.build(List.of(source), output, plan()))
                .isInstanceOf(SchemeNeededException.class)
                .hasMessageContaining("a.csv, line 3")
                .hasMessageContaining("--scheme")
                .hasMessageContaining("us-older")
                .hasMessageContaining("nist-caid");
        nothingIsLeftBehind("a.csv");
    }

    @Test
    void rolesComeFromTheSchemeAndTheSameFileMeansSomethingElseUnderAnother() throws Exception {
        Path source =
                file("a.csv", "md5,category\n" + md5(1) + ",1\n" + md5(2) + ",0\n" + md5(3) + ",5\n" + md5(4) + ",\n");
        ListBuild.build(List.of(source), output, plan("us"));
        assertThat(entries())
                .extracting(HashListEntry::role)
                .containsExactly(EntryRole.ALERT, EntryRole.KNOWN_GOOD, EntryRole.UNREVIEWED, EntryRole.UNREVIEWED);
        ListSummary older = ListBuild.build(List.of(source), output, plan("us-older"));
        assertThat(entries())
                .extracting(HashListEntry::role)
                .containsExactly(EntryRole.ALERT, EntryRole.UNREVIEWED, EntryRole.KNOWN_GOOD, EntryRole.UNREVIEWED);
        assertThat(older.header().scheme()).contains("us-older");
    }

    @Test
    void aLabelThatTheSchemeDoesNotKnowIsUnreviewedAndReportedOnceWithItsCount() throws Exception {
        Path source = file("a.csv", "md5,category\n" + md5(1) + ",7\n" + md5(2) + ",7\n" + md5(3) + ",1\n");
        ListSummary summary = ListBuild.build(List.of(source), output, plan("us"));
        assertThat(summary.unknownLabels()).containsExactly(java.util.Map.entry("7", 2L));
        assertThat(summary.problems()).hasSize(1);
        assertThat(entries())
                .extracting(HashListEntry::role)
                .containsExactly(EntryRole.UNREVIEWED, EntryRole.UNREVIEWED, EntryRole.ALERT);
    }

    @Test
    void withoutCategoriesAnEntryIsAnAlertAndPublishedSoftwareIsHarmless() throws Exception {
        Path lines = file("a.txt", md5(1) + "  a\n");
        Path nsrl = file(
                "NSRLFile.txt",
                "\"SHA-1\",\"MD5\",\"CRC32\",\"FileName\",\"FileSize\",\"ProductCode\",\"OpSystemCode\",\"SpecialCode\"\n\""
                        + "ab".repeat(20) + "\",\"" + md5(2) + "\",\"0\",\"a\",1,2,\"3\",\"\"\n");
        ListBuild.build(List.of(lines, nsrl), output, plan());
        assertThat(entries()).extracting(HashListEntry::role).containsExactly(EntryRole.ALERT, EntryRole.KNOWN_GOOD);
    }

    @Test
    void theEmptyFileAndTheZeroPdqAreRefusedInEveryListAndCounted() throws Exception {
        Path source = file(
                "a.csv",
                "md5,pdq,quality\n" + EMPTY_MD5 + ",,\n" + md5(1) + "," + "0".repeat(64) + ",\n" + md5(2) + ","
                        + "f".repeat(64) + ",\n" + EMPTY_MD5 + "," + PDQ + ",100\n" + md5(3) + "," + PDQ
                        + ",10\nbad,,\n");
        ListSummary summary = ListBuild.build(List.of(source), output, plan());
        assertThat(summary.rows()).isEqualTo(6);
        assertThat(summary.refused()).isEqualTo(2);
        assertThat(summary.refusals())
                .containsEntry(Refusal.EMPTY_FILE_DIGEST, 2L)
                .containsEntry(Refusal.ZERO_PDQ, 1L)
                .containsEntry(Refusal.MALFORMED_PDQ, 1L)
                .containsEntry(Refusal.NOTHING_TO_MATCH, 1L);
        assertThat(summary.header().entries()).isEqualTo(4);
        assertThat(summary.header().pdq()).isEqualTo(2);
        assertThat(summary.header().nearMatchable()).isEqualTo(1);
        assertThat(summary.problems()).extracting(ListSummary.Problem::place).contains("line 2", "line 7");
        try (HashList list = HashList.open(output)) {
            list.exactMatches(Digest.fromHex(DigestKind.MD5, EMPTY_MD5), ordinal -> {
                throw new AssertionError("the empty file matches entry " + ordinal);
            });
        }
    }

    @Test
    void photoDnaIsCountedAndARowThatHoldsNothingElseIsRefused() throws Exception {
        Path source = file("a.csv", "md5,photodna\n" + md5(1) + ",AAAA\n,BBBB\n");
        ListSummary summary = ListBuild.build(List.of(source), output, plan());
        assertThat(summary.unmatchable()).containsEntry("PhotoDNA", 2L);
        assertThat(summary.refused()).isEqualTo(1);
        assertThat(summary.problems().getFirst().reason()).contains("PhotoDNA");
    }

    @Test
    void theHeaderNamesEachSourceWithTheDigestOfItsBytes() throws Exception {
        Path source = file("a.txt", md5(1) + "  a\nrubbish\n");
        ListSummary summary = ListBuild.build(List.of(source), output, plan());
        var named = summary.header().sources().getFirst();
        assertThat(named.fileName()).isEqualTo("a.txt");
        assertThat(named.format()).isEqualTo("DIGEST_LINES");
        assertThat(named.rows()).isEqualTo(2);
        assertThat(named.refused()).isEqualTo(1);
        assertThat(named.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(source))));
    }

    @Test
    void idsOfSeveralSourcesStayApart() throws Exception {
        Path first = file("a.csv", "id,md5\n1," + md5(1) + "\n");
        Path second = file("b.csv", "id,md5\n1," + md5(2) + "\n");
        ListBuild.build(List.of(first, second), output, plan());
        assertThat(entries()).extracting(HashListEntry::id).containsExactly("1:1", "2:1");
    }

    @Test
    void aListOfWhichNothingCanBeUsedIsNotMade() throws Exception {
        Path source = file("a.csv", "md5,note\n" + EMPTY_MD5 + ",\nzz,\n");
        assertThatThrownBy(() -> ListBuild.build(List.of(source), output, plan()))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("None of the 2 rows")
                .hasMessageContaining("line 2");
        nothingIsLeftBehind("a.csv");
    }

    @Test
    void aDamagedSourceLeavesAnEarlierListAsItWas() throws Exception {
        Path sound = file("a.txt", md5(1) + "  a\n");
        ListBuild.build(List.of(sound), output, plan());
        byte[] before = Files.readAllBytes(output);
        Path damaged = file("b.json", "{\"@odata.context\":\"x#Media\",\"value\":[{\"MD5\":\"" + md5(2) + "\"}");
        assertThatThrownBy(() -> ListBuild.build(List.of(sound, damaged), output, plan()))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("b.json");
        assertThat(Files.readAllBytes(output)).isEqualTo(before);
        nothingIsLeftBehind("a.txt", "b.json", "out.mgl");
        assertThatThrownBy(() -> ListBuild.build(List.of(output), output, plan()))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("both a source and the output");
    }

    @Test
    void entriesMayComeFromElsewhere() throws Exception {
        try (ListBuild build = ListBuild.begin(output, plan())) {
            build.addEntries("pictures", "folder", sink -> {
                sink.entry(
                        "a.png",
                        new HashListEntry(
                                "a.png",
                                Set.of(Digest.fromHex(DigestKind.MD5, md5(1))),
                                Optional.empty(),
                                OptionalInt.empty(),
                                OptionalLong.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                EntryRole.ALERT));
                sink.problem("b.png", "it could not be examined");
            });
            ListSummary summary = build.finish();
            assertThat(summary.header().entries()).isEqualTo(1);
            assertThat(summary.refused()).isEqualTo(1);
        }
        assertThat(entries().getFirst().id()).isEqualTo("a.png");
    }
}
