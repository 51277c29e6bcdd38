package dev.mangrove.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The second lock is whole on the tables of `identity`.
class IdentityCatalogueTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.with("identity");

    @Test
    void lacksNoPolicyAndGivesNoRoleTooMuch() {
        assertThat(CatalogueCheck.faults(database.server())).isEmpty();
    }
}
