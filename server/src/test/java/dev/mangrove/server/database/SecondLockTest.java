package dev.mangrove.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.ServerApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The second lock is whole on the tables of every domain.
class SecondLockTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.with(ServerApplication.DOMAINS.toArray(String[]::new));

    @Test
    void lacksNoPolicyAndGivesNoRoleTooMuch() {
        assertThat(CatalogueCheck.faults(database.server())).isEmpty();
    }
}
