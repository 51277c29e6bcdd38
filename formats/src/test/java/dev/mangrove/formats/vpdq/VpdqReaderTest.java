package dev.mangrove.formats.vpdq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.formats.hashlist.HashListFormat;
import dev.mangrove.formats.row.HashListRow;
import dev.mangrove.formats.row.RowFrame;
import dev.mangrove.formats.row.RowSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VpdqReaderTest {

    private static final String HASH = "e2f1017837246bacc5dea21b648fbfd62f435c89db299a2497667e216c8d055c";

    @TempDir
    Path folder;

    private final List<HashListRow> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private void read(Path file, HashListFormat expected) throws IOException {
        assertThat(HashListFormat.detect(file)).isEqualTo(expected);
        expected.read(file, new RowSink() {
            @Override
            public void row(Supplier<String> place, HashListRow row) {
                rows.add(row);
            }

            @Override
            public void problem(String place, String reason) {
                problems.add(place + ": " + reason);
            }

            @Override
            public void remark(String place, String remark) {
                problems.add(place + ": " + remark);
            }
        });
    }

    @Test
    void oneFileIsOneVideoCalledByItsName() throws IOException {
        read(
                Files.writeString(
                        folder.resolve("clip.1.txt"),
                        "0,100," + HASH + ",0.000\n1,49," + HASH + ",0.033\n\nnonsense\n"),
                HashListFormat.VPDQ);

        assertThat(rows).hasSize(2).allMatch(row -> row.id().orElse("").equals("clip.1"));
        assertThat(rows.get(1).frame()).contains(new RowFrame(33, 0));
        assertThat(rows.get(1).quality()).hasValue(49);
        assertThat(problems).containsExactly("line 4: it is not frame,quality,hash,timestamp");
    }

    @Test
    void aTableWithTimesHoldsFramesOfManyVideos() throws IOException {
        read(
                Files.writeString(
                        folder.resolve("frames.csv"),
                        "id,pdq,quality,atMillis,repeats,md5\na,,,,,d41d8cd98f00b204e9800998ecf8427f\na," + HASH
                                + ",90,1500,3,\nb," + HASH + ",90,,,\nb," + HASH + ",90,-1,,\n"),
                HashListFormat.CSV);

        assertThat(rows.stream().map(HashListRow::frame).toList())
                .containsExactly(
                        java.util.Optional.empty(),
                        java.util.Optional.of(new RowFrame(1_500, 3)),
                        java.util.Optional.empty(),
                        java.util.Optional.empty());
        assertThat(problems).singleElement().asString().contains("time");
    }
}
