package dev.mangrove.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTableTest {

    private static final String HEADER = "method,route,who,scope,relation,act\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET,/a,anyone,,none",
                "GET,/a,anyone,,none,nothing,more",
                "GET,/a,analist,,none,view",
                "GET,/a,,,none,view",
                "GET,/a,analyst  supervisor,,none,view",
                "GET,/a,anyone,,cousin,view",
                "GET,/a,anyone,,none,peek",
                "GET,/first,anyone,,none,nothing",
                "get,/a,anyone,,none,nothing",
                "GET,a,anyone,,none,nothing",
                "GET,,anyone,,none,nothing"
            })
    void refusesALineThatItDoesNotUnderstandAndNamesIt(String line) {
        assertThatThrownBy(() -> read("GET,/first,anyone,,none,nothing\n# a remark\n\n" + line + "\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 5 of the access table");
    }

    @Test
    void refusesATableWithoutItsFirstLine() {
        assertThatThrownBy(() -> AccessTable.read(new BufferedReader(new StringReader("GET,/a,anyone,,none,nothing"))))
                .hasMessageContaining("line 1");
    }

    @Test
    void allowsTheRolesOfARowAndNoOther() throws IOException {
        AccessRow row = read("GET,/lists,analyst hotline-analyst,lists:read,agency,view\n")
                .row("GET", "/lists")
                .orElseThrow();
        for (Role role : Role.values()) {
            assertThat(row.allows(Set.of(role)))
                    .as(role.code())
                    .isEqualTo(role == Role.ANALYST || role == Role.HOTLINE_ANALYST);
        }
        assertThat(row.allows(Set.of())).isFalse();
        assertThat(read("").row("GET", "/lists")).isEmpty();
    }

    @Test
    void readsItsOwnFile() {
        assertThat(AccessTable.load().rows()).hasSizeGreaterThan(20);
    }

    private static AccessTable read(String lines) throws IOException {
        return AccessTable.read(new BufferedReader(new StringReader(HEADER + lines)));
    }
}
