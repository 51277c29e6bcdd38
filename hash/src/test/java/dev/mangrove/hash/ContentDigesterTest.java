package dev.mangrove.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigesterTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 55, 56, 63, 64, 65, 4_095, 16_383, 16_384, 16_385, 1_000_003})
    void givesWhatTheJdkGivesHoweverTheBytesArrive(int sizeBytes) throws NoSuchAlgorithmException {
        Random random = new Random(sizeBytes);
        byte[] bytes = new byte[sizeBytes];
        random.nextBytes(bytes);

        ContentDigester digester = new ContentDigester();
        for (int from = 0; from < sizeBytes; ) {
            int length = Math.min(sizeBytes - from, random.nextInt(40_000));
            digester.update(bytes, from, length);
            from += length;
        }
        ContentDigests digests = digester.finish();

        assertThat(digests.sizeBytes()).isEqualTo(sizeBytes);
        for (DigestKind kind : DigestKind.values()) {
            byte[] expected = MessageDigest.getInstance(kind.algorithm()).digest(bytes);
            assertThat(digests.of(kind)).isEqualTo(Digest.of(kind, expected));
        }
        assertThat(ContentDigester.digest(bytes)).isEqualTo(digests);
    }

    @Test
    void cannotBeUsedAfterItsEnd() {
        ContentDigester digester = new ContentDigester();
        digester.finish();

        assertThatThrownBy(() -> digester.update(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(digester::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesARangeOutsideTheArray() {
        assertThatThrownBy(() -> new ContentDigester().update(new byte[3], 2, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
