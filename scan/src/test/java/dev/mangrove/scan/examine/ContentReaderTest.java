package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ContentReaderTest {

    /// Longer than the reader's buffer.
    private static final int BYTES = 40_000;

    @Test
    void everyByteOfOnesIsFoundWhereverItStands() throws IOException {
        int[] places = {0, 1, 7, 8, 9, 16_383, 16_384, 16_385, 16_392, 32_767, 32_768, BYTES - 2, BYTES - 1};
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (i % 255);
        }
        for (int place : places) {
            bytes[place] = (byte) 0xFF;
        }
        ContentReader reader = new ContentReader(Content.ofBytes(bytes), 0);

        for (int place : places) {
            assertThat(reader.passFF()).isTrue();
            assertThat(reader.position()).isEqualTo(place + 1);
        }

        assertThat(reader.passFF()).isFalse();
        assertThat(reader.position()).isEqualTo(BYTES);
    }
}
