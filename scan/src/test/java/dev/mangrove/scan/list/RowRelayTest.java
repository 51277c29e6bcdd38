package dev.mangrove.scan.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.formats.hashlist.HashListFormat;
import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.HashListRow;
import dev.mangrove.formats.row.RowSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A relay between two threads changes nothing of what a reader says, and neither side waits for one that has ended.
@Timeout(60)
class RowRelayTest {

    @TempDir
    Path folder;

    @Test
    void rowsProblemsAndRemarksComeInTheirOrder() throws IOException {
        for (int rows : new int[] {0, 1, 127, 128, 129, 256, 5_000}) {
            Path file = media(rows, "]}");
            List<String> direct = new ArrayList<>();
            HashListFormat.VICS_2.read(file, new Told(direct, Integer.MAX_VALUE));
            List<String> relayed = new ArrayList<>();
            RowRelay.read(HashListFormat.VICS_2, file, new Told(relayed, Integer.MAX_VALUE));
            assertThat(relayed).isEqualTo(direct).hasSizeGreaterThanOrEqualTo(rows);
        }
    }

    @Test
    void whatTheReaderThrowsComesBehindTheRowsBeforeIt() throws IOException {
        Path file = media(1_000, "");
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> RowRelay.read(HashListFormat.VICS_2, file, new Told(told, Integer.MAX_VALUE)))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("breaks off");
        assertThat(told).hasSizeGreaterThanOrEqualTo(1_000);
    }

    @Test
    void aSinkThatFailsEndsTheReader() throws IOException {
        Path file = media(20_000, "]}");
        assertThatThrownBy(() -> RowRelay.read(HashListFormat.VICS_2, file, new Told(new ArrayList<>(), 300)))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("list-reader");
    }

    /// Each third row has no MD5, each tenth no hash at all.
    private Path media(int rows, String end) throws IOException {
        StringBuilder json = new StringBuilder("{\"@odata.context\":\"x/2.0.xml/US/$metadata#Media\",\"value\":[");
        for (int i = 0; i < rows; i++) {
            String hash = String.format(Locale.ROOT, "%040x", i);
            json.append(i == 0 ? "" : ",")
                    .append("{\"MediaID\":" + i)
                    .append(i % 3 == 0 ? "" : ",\"MD5\":\"" + hash.substring(8) + "\"")
                    .append(i % 10 == 0 ? "" : ",\"SHA1\":\"" + hash + "\"")
                    .append('}');
        }
        return Files.writeString(folder.resolve("media.json"), json + end);
    }

    private record Told(List<String> lines, int max) implements RowSink {
        @Override
        public void row(Supplier<String> place, HashListRow row) throws IOException {
            if (lines.size() >= max) {
                throw new IOException("full");
            }
            lines.add(place.get() + " " + row);
        }

        @Override
        public void problem(String place, String reason) {
            lines.add(place + " problem " + reason);
        }

        @Override
        public void remark(String place, String remark) {
            lines.add(place + " remark " + remark);
        }
    }
}
