package dev.mangrove.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    private static List<String> lines(byte[] bytes) throws Exception {
        List<String> all = new ArrayList<>();
        try (TextLines lines = TextLines.of(new ByteArrayInputStream(bytes))) {
            while (lines.advance()) {
                all.add(lines.line());
                assertThat(lines.number()).isEqualTo(all.size());
            }
        }
        return all;
    }

    @Test
    void givesTheSameLinesAsTheJdkAcrossItsBuffers() throws Exception {
        SplittableRandom random = Seed.random("text lines");
        for (int run = 0; run < 40; run++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 100_000) {
                text.append("x".repeat(random.nextInt(random.nextInt(10) == 0 ? 40_000 : 30)));
                text.append(new String[] {"\n", "\r\n", "\r", "\n\n"}[random.nextInt(4)]);
            }
            List<String> expected = new BufferedReader(new StringReader(text.toString()))
                    .lines()
                    .toList();
            assertThat(lines(text.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
        }
    }

    @Test
    void aLastLineWithoutEndIsALine() throws Exception {
        assertThat(lines("a\nb".getBytes(StandardCharsets.UTF_8))).containsExactly("a", "b");
        assertThat(lines(new byte[0])).isEmpty();
    }
}
