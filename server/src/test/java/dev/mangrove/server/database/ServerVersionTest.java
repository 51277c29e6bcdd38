package dev.mangrove.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {

    @ParameterizedTest
    @CsvSource({
        "140022, false",
        "150013, false",
        "150014, true",
        "160009, false",
        "160010, true",
        "170005, false",
        "170006, true",
        "180000, true",
        "190001, true"
    })
    void allowsOnlyServersPastTheLeak(int number, boolean safe) {
        assertThat(ServerVersion.isSafe(number)).isEqualTo(safe);
    }
}
