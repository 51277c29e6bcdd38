package dev.mangrove.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.testkit.Seed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdqHashTest {

    private final SplittableRandom random = Seed.random("PDQ hashes");

    @Test
    void readsBackTheHexItWritesInEitherCase() {
        for (int i = 0; i < 100; i++) {
            PdqHash hash = draw();

            assertThat(hash.toHex()).hasSize(64);
            assertThat(PdqHash.fromHex(hash.toHex())).isEqualTo(hash);
            assertThat(PdqHash.fromHex(hash.toHex().toUpperCase(Locale.ROOT))).isEqualTo(hash);
            assertThat(new BigInteger(hash.toHex(), 16)).isEqualTo(value(hash));
        }
    }

    @Test
    void countsTheBitsInWhichTwoHashesDiffer() {
        for (int i = 0; i < 100; i++) {
            PdqHash a = draw();
            PdqHash b = draw();

            assertThat(a.distanceBits(b)).isEqualTo(value(a).xor(value(b)).bitCount());
            assertThat(a.bitCount()).isEqualTo(value(a).bitCount());
            assertThat(a.distanceBits(a)).isZero();
        }
        assertThat(PdqHash.fromHex("f".repeat(64)).distanceBits(PdqHash.ZERO)).isEqualTo(256);
    }

    @Test
    void ordersAsTheHexTextDoes() {
        List<PdqHash> hashes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            PdqHash hash = draw();
            hashes.add(hash);
            hashes.add(new PdqHash(hash.word0(), hash.word1(), hash.word2(), hash.word3() ^ Long.MIN_VALUE));
        }
        Collections.sort(hashes);

        assertThat(hashes.stream().map(PdqHash::toHex)).isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0x00", "zz"})
    void refusesWhatIsNotSixtyFourHexDigits(String start) {
        String padded = start.length() == 2 && start.equals("zz") ? start + "0".repeat(62) : start;

        assertThatThrownBy(() -> PdqHash.fromHex(padded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 hex digits");
    }

    @Test
    void neverMatchesZeroOrMoreBitsThanAMedianAllows() {
        assertThat(PdqHash.ZERO.isMatchable()).isFalse();
        assertThat(new PdqHash(-1, -1, 0, 0).isMatchable()).isTrue();
        assertThat(new PdqHash(-1, -1, 1, 0).isMatchable()).isFalse();
    }

    private PdqHash draw() {
        return new PdqHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static BigInteger value(PdqHash hash) {
        BigInteger value = BigInteger.ZERO;
        for (long word : List.of(hash.word0(), hash.word1(), hash.word2(), hash.word3())) {
            value = value.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(word)));
        }
        return value;
    }
}
