package dev.mangrove.formats.vics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VicsValuesTest {

    @Test
    void aFlagHasThreeStatesAndTheTextFalseIsFalse() {
        for (String text : new String[] {"true", "True", "1", " TRUE "}) {
            assertThat(VicsFlag.parse(text)).contains(true);
        }
        for (String text : new String[] {"false", "False", "0"}) {
            assertThat(VicsFlag.parse(text)).contains(false);
        }
        for (String text : new String[] {"", "null", "maybe", "2"}) {
            assertThat(VicsFlag.parse(text)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-02T03:04:05Z, 2020-01-02T03:04:05Z",
        "2020-01-02T03:04:05.1234567Z, 2020-01-02T03:04:05.123456700Z",
        "2020-01-02T03:04:05+01:00, 2020-01-02T02:04:05Z",
        "2020-01-02 03:04:05+0100, 2020-01-02T02:04:05Z",
        "/Date(1577934245000)/, 2020-01-02T03:04:05Z",
        "/Date(1577934245000+0100)/, 2020-01-02T03:04:05Z",
    })
    void timesWithAZoneAreInstants(String text, String instant) {
        assertThat(VicsTime.parse(text).orElseThrow().instant()).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-02T03:04:05", "2020-01-02", "2020-01-02T03:04:05+01:00Z", "2020-01-02T03:04"})
    void timesWithoutOneZoneAreReadWithoutGuessingIt(String text) {
        VicsTime time = VicsTime.parse(text).orElseThrow();
        assertThat(time.instant()).isEmpty();
        assertThat(time.local().toLocalDate()).hasToString("2020-01-02");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2020-13-01T00:00:00Z", "2020-01-02T25:00:00Z", "2020-01-02T03:04:05+99:00"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(VicsTime.parse(text)).isEmpty();
    }

    @Test
    void pathsTakeEitherSlashAndNeverLeadOutside() {
        assertThat(VicsPath.inside("Media\\a\\.\\b.jpg")).contains("Media/a/b.jpg");
        for (String path : new String[] {"..\\a", "a/../../b", "/etc", "\\\\host\\a", "C:\\a", "", "a/..", "."}) {
            assertThat(VicsPath.inside(path)).as(path).isEmpty();
        }
    }
}
