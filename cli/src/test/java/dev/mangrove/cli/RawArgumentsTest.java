package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawArgumentsTest {

    private static final byte[] LATIN_1_NAME = "/e/Ph\u00e9.jpg".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] OTHER_LATIN_1_NAME = "/e/Ph\u00e8.jpg".getBytes(StandardCharsets.ISO_8859_1);
    private static final String AS_DECODED = "/e/Ph\uFFFD.jpg";

    @Test
    void givesBackTheBytesThatDecodingLost() {
        RawArguments raw = RawArguments.match(
                new String[] {"scan", AS_DECODED}, List.of(bytes("java"), bytes("-x"), bytes("scan"), LATIN_1_NAME));

        assertThat(raw.absolutePath(AS_DECODED).bytes()).isEqualTo(LATIN_1_NAME);
    }

    @Test
    void tellsTwoArgumentsThatDecodeAlikeApart() {
        RawArguments raw = RawArguments.match(
                new String[] {AS_DECODED, AS_DECODED}, List.of(bytes("java"), LATIN_1_NAME, OTHER_LATIN_1_NAME));

        assertThat(raw.absolutePath(AS_DECODED).bytes()).isEqualTo(LATIN_1_NAME);
        assertThat(raw.absolutePath(AS_DECODED).bytes()).isEqualTo(OTHER_LATIN_1_NAME);
    }

    @Test
    void makesAPathAbsoluteAndDropsATrailingSlash() {
        RawArguments raw = RawArguments.match(new String[] {"a/b/"}, List.of());

        assertThat(raw.absolutePath("a/b/").display())
                .isEqualTo(Path.of("a/b").toAbsolutePath().toString());
        assertThat(raw.absolutePath("/").display()).isEqualTo("/");
        assertThat(raw.absolutePath(".").display())
                .isEqualTo(Path.of("").toAbsolutePath().toString());
    }

    @Test
    void splitsTheCommandLineAtItsZeros() {
        assertThat(RawArguments.split(bytes("java\0\0a b\0"))).containsExactly(bytes("java"), bytes(""), bytes("a b"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
