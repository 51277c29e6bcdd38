package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HtmlReportTest {

    @TempDir
    Path folder;

    @Test
    void writes() throws Exception {
        Path out = folder.resolve("r.html");
        Reports.write(SampleWorkspace.golden(folder.resolve("w")), ReportFormat.HTML, out);
        assertThat(Files.readString(out)).contains("The digest of all results is");
