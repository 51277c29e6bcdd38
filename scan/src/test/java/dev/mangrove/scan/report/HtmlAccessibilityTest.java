package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The rules of an accessible page that can be checked without a browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HtmlAccessibilityTest {

    private String html;

    @BeforeAll
    void write(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("report.html");
        Reports.write(SampleWorkspace.golden(folder.resolve("workspace")), ReportFormat.HTML, page);
        html = Files.readString(page);
    }

    @Test
    void namesItsLanguageTitleAndLandmarks() {
        assertThat(html).contains("<html lang=\"en\">").containsPattern("<title>[^<]+</title>");
        for (String landmark : List.of("<header>", "<main ", "<nav ", "<footer>")) {
            assertThat(html.split(landmark, -1)).as(landmark).hasSize(2);
        }
        assertThat(html).contains("href=\"#main\"").contains("id=\"main\"");
    }

    @Test
    void headingsGoDownOneStepAtATime() {
        List<Integer> levels =
                all("<h([1-6])").map(m -> Integer.valueOf(m.group(1))).toList();
        assertThat(levels.getFirst()).isEqualTo(1);
        assertThat(levels.stream().filter(level -> level == 1)).hasSize(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
    }

    @Test
    void everyTableHasACaptionAndEveryHeaderAScope() {
        List<String> tables =
                all("(?s)<table.*?</table>").map(MatchResult::group).toList();
        assertThat(tables)
                .hasSizeGreaterThan(6)
                .allSatisfy(table -> assertThat(table).contains("<caption>"));
        assertThat(all("<th[ >][^>]*").map(MatchResult::group))
                .allSatisfy(th -> assertThat(th).contains("scope="));
    }

    @Test
    void everyChartHasATitleAWordyTwinAndATable() {
        List<String> charts =
                all("(?s)<svg class=\"chart\".*?</svg>").map(MatchResult::group).toList();
        assertThat(charts)
                .hasSize(3)
                .allSatisfy(chart -> assertThat(chart)
                        .contains("role=\"img\"")
                        .containsPattern("<title id=\"[^\"]+\">[^<]+</title>")
                        .containsPattern("<desc id=\"[^\"]+\">[^<]+</desc>"));
    }

    @Test
    void idsAreUniqueAndReferencesMeetThem() {
        List<String> ids = all(" id=\"([^\"]+)\"").map(m -> m.group(1)).toList();
        Set<String> unique = new HashSet<>(ids);
        assertThat(ids).hasSameSizeAs(unique);
        List<String> references = new ArrayList<>();
        all("aria-labelledby=\"([^\"]+)\"")
                .forEach(m -> references.addAll(List.of(m.group(1).split(" "))));
        all("href=\"#([^\"]+)\"").forEach(m -> references.add(m.group(1)));
        all("url\\(#([^)]+)\\)").forEach(m -> references.add(m.group(1)));
        assertThat(unique).containsAll(references);
    }

    @Test
    void fetchesAndRunsNothing() {
        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("<link")
                .doesNotContain(" style=")
                .doesNotContain(" src=");
        assertThat(all("href=\"([^\"]+)\"").map(m -> m.group(1)))
                .allSatisfy(to -> assertThat(to).startsWith("#"));
        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContain("@import")
                .doesNotContain("url(h");
    }

    @Test
    void wordsStandOutFromTheirGroundInEveryScheme() throws Exception {
        String css;
        try (var in = HtmlReport.class.getResourceAsStream("report.css")) {
            css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> schemes =
                matches(css, "(?s):root \\{(.*?)\\}").map(m -> m.group(1)).toList();
        assertThat(schemes).as("light, dark and print").hasSize(3);
        for (String scheme : schemes) {
            Map<String, String> tokens = new HashMap<>();
            matches(scheme, "--([a-z-]+): (#[0-9A-F]{6})").forEach(m -> tokens.put(m.group(1), m.group(2)));
            for (String ground : List.of("ground", "surface")) {
                for (String ink : List.of("ink", "quiet", "accent")) {
                    assertThat(contrast(tokens.get(ink), tokens.get(ground)))
                            .as(ink + " on " + ground)
                            .isGreaterThan(4.5);
                }
            }
            for (String state : List.of("attention", "danger", "good")) {
                assertThat(contrast(tokens.get(state), tokens.get(state + "-ground")))
                        .as(state)
                        .isGreaterThan(4.5);
            }
        }
    }

    private java.util.stream.Stream<MatchResult> all(String pattern) {
        return matches(
                html.substring(html.indexOf("</style>")).concat(html.substring(0, html.indexOf("<style>"))), pattern);
    }

    private static java.util.stream.Stream<MatchResult> matches(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.results();
    }

    /// The ratio of WCAG 2.2.
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
