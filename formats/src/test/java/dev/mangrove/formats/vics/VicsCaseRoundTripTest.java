package dev.mangrove.formats.vics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.ReadRows;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VicsCaseRoundTripTest {

    private static final String CASE_ID = "0d9a9e5e-2c5f-4c0e-9a54-6f2f0c7f2a11";

    @TempDir
    Path folder;

    /// Keeps what a reader gives.
    private static final class Kept implements VicsCaseReader.Sink {
        final List<VicsMedia> media = new ArrayList<>();
        final List<VicsCase> cases = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        String context = "";

        @Override
        public void context(String url) {
            context = url;
        }

        @Override
        public void media(VicsMedia one) {
            media.add(one);
        }

        @Override
        public void caseEnd(VicsCase header) {
            cases.add(header);
        }

        @Override
        public void problem(String place, String reason) {
            problems.add(place + ": " + reason);
        }

        static Kept of(Path file) throws IOException {
            Kept kept = new Kept();
            VicsCaseReader.read(file, kept);
            return kept;
        }
    }

    private static String text(SplittableRandom random) {
        String[] texts = {"plain", "Trẻ em", "a\"b\\c\n\t\u0001", "\uD83D\uDE00", "/x/y.jpg", "  spaces  ", ""};
        return texts[random.nextInt(texts.length)];
    }

    private static String time(SplittableRandom random) {
        return VicsTime.format(Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)));
    }

    private static String hex(SplittableRandom random, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }

    private static VicsMedia media(SplittableRandom random, int id) {
        VicsMedia.Builder media = VicsMedia.of(hex(random, 16), id);
        for (int bits = random.nextInt(1 << 12), i = 0; i < 12; i++) {
            if ((bits & 1 << i) != 0) {
                switch (i) {
                    case 0 -> media.category(random.nextInt(256)).mediaSize(random.nextLong(1L << 60));
                    case 1 -> media.sha1(hex(random, 20));
                    case 2 -> media.victimIdentified(random.nextBoolean()).offenderIdentified(random.nextBoolean());
                    case 3 -> media.isDistributed(false).isSuspected(true).selfGenerated(random.nextBoolean());
                    case 4 -> media.comments(text(random)).tags(text(random)).series(text(random));
                    case 5 -> media.relativeFilePath(text(random)).mimeType("image/jpeg");
                    case 6 -> media.precategorizationSource(text(random)).isPrecategorized(true);
                    case 7 -> media.dateUpdated(time(random)).photoDna(text(random));
                    case 8 ->
                        media.alternativeHashes(List.of(
                                new VicsAlternativeHash("SHA256", hex(random, 32)),
                                new VicsAlternativeHash("PDQ", hex(random, 32))));
                    case 9 ->
                        media.exifs(List.of(
                                new VicsExif("Make", Optional.of(text(random)), Optional.of("Exif IFD0")),
                                new VicsExif("Model", Optional.empty(), Optional.empty())));
                    case 10 -> media.mediaFiles(List.of(file(random, 1), file(random, 2)));
                    default ->
                        media.further(Map.of("Segments", "[{\"SegmentIndex\":1,\"Category\":2,\"x\":[1.50,null]}]"));
                }
            }
        }
        return media.build();
    }

    private static VicsMediaFile file(SplittableRandom random, int id) {
        return VicsMediaFile.of(id)
                .fileName(text(random))
                .filePath(text(random))
                .created(time(random))
                .written(time(random))
                .accessed(time(random))
                .unallocated(random.nextBoolean())
                .deleted(random.nextBoolean())
                .sourceId(text(random))
                .physicalLocation(random.nextLong())
                .parentMd5(hex(random, 16))
                .parentFileName(text(random))
                .parentFilePath(text(random))
                .parentPhysicalLocation(random.nextLong())
                .build();
    }

    private static VicsCase header(int media) {
        return VicsCase.of(CASE_ID)
                .caseNumber("2026-17")
                .contactOrganization("Example Unit")
                .contactName("A. Person")
                .contactPhone("+84 1")
                .contactEmail("unit@example.org")
                .contactTitle("Examiner")
                .sourceApplicationName("Mangrove")
                .sourceApplicationVersion("0.1")
                .totalMediaFiles(media)
                .totalPrecategorized(0)
                .seizureDate("2026-01-02T03:04:05Z")
                .further(Map.of("CaseMetadata", "[{\"PropertyName\":\"a\",\"PropertyValue\":\"b\"}]"))
                .build();
    }

    private Path write(VicsCase header, List<VicsMedia> media) throws IOException {
        Path file = folder.resolve("case.json");
        try (VicsCaseWriter writer = new VicsCaseWriter(Files.newOutputStream(file), "Default", header)) {
            for (VicsMedia one : media) {
                writer.media(one);
            }
            writer.finish();
        }
        return file;
    }

    @Test
    void everyFieldIsReadBackAsItWasWrittenAndTheDocumentKeepsToTheSchema() throws Exception {
        SplittableRandom random = Seed.random("vics round trip");
        List<VicsMedia> media = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            media.add(media(random, i + 1));
        }
        Path file = write(header(500), media);
        Kept kept = Kept.of(file);
        assertThat(kept.problems).isEmpty();
        assertThat(kept.context).endsWith("2.0.xml/Default/$metadata#Cases");
        assertThat(kept.cases).containsExactly(header(500));
        assertThat(kept.media).isEqualTo(media);
        assertThat(VicsSchemaCheck.faults(file)).isEmpty();
    }

    @Test
    void aCaseExportCanBeReadAsAListOfHashes() throws Exception {
        SplittableRandom random = Seed.random("vics case as list");
        List<VicsMedia> media = List.of(media(random, 1), media(random, 2));
        ReadRows read = ReadRows.of(write(header(2), media));
        assertThat(read.rows).hasSize(2);
        assertThat(read.problems).isEmpty();
    }

    @Test
    void theSchemaCheckItselfFindsFaults() {
        String start =
                "{\"@odata.context\":\"http://github.com/ICMEC/ProjectVic/DataModels/2.0.xml/Default/$metadata#Cases\","
                        + "\"value\":[{\"CaseID\":\"" + CASE_ID + "\",\"Media\":[";
        String media = "{\"MD5\":\"" + "0".repeat(32) + "\",\"MediaID\":1,\"IsPrecategorized\":false}";
        assertThat(VicsSchemaCheck.faults(start + media + "]}]}")).isEmpty();
        assertThat(VicsSchemaCheck.faults(start + media + "," + media + "]}]}")).hasSize(2);
        assertThat(VicsSchemaCheck.faults(start + media.replace("1,", "\"1\",") + "]}]}"))
                .hasSize(1);
        assertThat(VicsSchemaCheck.faults(start + media.replace("MD5", "Md5") + "]}]}"))
                .hasSize(2);
    }

    @Test
    void twoChildrenWithOneKeyAreABrokenPromise() throws Exception {
        VicsMedia media = VicsMedia.of("0".repeat(32), 1)
                .alternativeHashes(List.of(new VicsAlternativeHash("PDQ", "a"), new VicsAlternativeHash("PDQ", "b")))
                .build();
        assertThatThrownBy(() -> write(header(1), List.of(media)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PDQ");
    }

    @Test
    void aDocumentThatWasNotFinishedIsNotTakenForWhole() throws Exception {
        Path file = folder.resolve("part.json");
        try (VicsCaseWriter writer = new VicsCaseWriter(Files.newOutputStream(file), "Default", header(1))) {
            writer.media(VicsMedia.of("0".repeat(32), 1).build());
        }
        assertThatThrownBy(() -> Kept.of(file))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("breaks off");
    }

    @Test
    void valuesInTheWrongTypeAreToldAndFlagsHaveThreeStates() throws Exception {
        Path file = folder.resolve("wild.json");
        Files.writeString(
                file,
                "{\"odata.metadata\":\"x#Cases\",\"value\":[{\"Media\":[{\"MediaID\":\"7\",\"MD5\":\"" + "A".repeat(32)
                        + "\",\"VictimIdentified\":\"False\",\"IsDistributed\":1,\"IsSuspected\":null,\"SelfGenerated\":\"perhaps\","
                        + "\"Category\":900,\"MediaSize\":\"12\",\"DateUpdated\":\"2020-01-02T03:04:05+01:00Z\",\"Name\":\"n\","
                        + "\"MediaFiles\":[{\"MediaFileID\":1,\"Created\":\"soon\",\"Extra\":{\"a\":1}}]},{\"MediaID\":8}],\"CaseID\":\"c\"}]}");
        Kept kept = Kept.of(file);
        VicsMedia media = kept.media.getFirst();
        assertThat(media.mediaId()).isEqualTo(7);
        assertThat(media.victimIdentified()).contains(false);
        assertThat(media.isDistributed()).contains(true);
        assertThat(media.isSuspected()).isEmpty();
        assertThat(media.selfGenerated()).isEmpty();
        assertThat(media.category()).isEmpty();
        assertThat(media.mediaSize()).hasValue(12);
        assertThat(media.dateUpdated()).contains("2020-01-02T03:04:05+01:00Z");
        assertThat(media.further()).containsEntry("Name", "\"n\"");
        assertThat(media.mediaFiles().getFirst().created()).contains("soon");
        assertThat(media.mediaFiles().getFirst().further()).containsEntry("Extra", "{\"a\":1}");
        assertThat(kept.problems)
                .hasSize(4)
                .anyMatch(problem -> problem.contains("SelfGenerated"))
                .anyMatch(problem -> problem.contains("Category"))
                .anyMatch(problem -> problem.contains("Created"))
                .anyMatch(problem -> problem.startsWith("value[0].Media[1]: its MD5"));
    }
}
