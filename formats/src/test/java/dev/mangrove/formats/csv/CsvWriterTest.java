package dev.mangrove.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWriterTest {

    @TempDir
    Path folder;

    private static String written(String... fields) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvWriter writer = new CsvWriter(out)) {
            writer.row(fields);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void quotesDelimitersQuotesAndLineEndsAndEndsWithCrLf() throws Exception {
        assertThat(written("a", "b,c", "d\"e", "f\ng", "")).isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n");
    }

    @Test
    void whatASpreadsheetWouldRunIsMadeText() throws Exception {
        assertThat(written("=1+1", "+x", "-x", "@x", "\tx", "\rx", "＝x"))
                .isEqualTo("'=1+1,'+x,'-x,'@x,'\tx,\"'\rx\",'＝x\r\n");
    }

    @Test
    void plainNumbersStayNumbers() throws Exception {
        assertThat(written("-12.5", "+7", "-1e5", "-1-1")).isEqualTo("-12.5,+7,'-1e5,'-1-1\r\n");
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        SplittableRandom random = Seed.random("csv round trip");
        String alphabet = "ab,;\"\n\r \té\uD83D\uDE00";
        int[] points = alphabet.codePoints().toArray();
        Path file = folder.resolve("table.csv");
        for (int run = 0; run < 200; run++) {
            List<String> fields = IntStream.range(0, 5)
                    .mapToObj(i -> {
                        StringBuilder field = new StringBuilder("x");
                        for (int n = random.nextInt(8); n > 0; n--) {
                            field.appendCodePoint(points[random.nextInt(points.length)]);
                        }
                        return field.append('x').toString();
                    })
                    .toList();
            try (CsvWriter writer = new CsvWriter(Files.newOutputStream(file))) {
                writer.row(fields);
            }
            try (CsvRecords records = CsvRecords.open(file, ',', true)) {
                assertThat(records.advance()).isTrue();
                List<String> expected = fields.stream()
                        .map(field -> field.replace("\r\n", "\n").replace('\r', '\n'))
                        .toList();
                assertThat(records.fields()).as("run %d", run).isEqualTo(expected);
            }
        }
    }
}
