package dev.mangrove.formats.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemeTest {

    @TempDir
    Path folder;

    private static SchemeRole role(String scheme, String label) throws Exception {
        return Scheme.resolve(scheme).label(label).orElseThrow().role();
    }

    @Test
    void theSameNumberMeansDifferentThings() throws Exception {
        assertThat(role("us", "0")).isEqualTo(SchemeRole.KNOWN_GOOD);
        assertThat(role("us-older", "0")).isEqualTo(SchemeRole.UNREVIEWED);
        assertThat(role("us", "5")).isEqualTo(SchemeRole.UNREVIEWED);
        assertThat(role("us-older", "5")).isEqualTo(SchemeRole.KNOWN_GOOD);
        assertThat(role("uk", "0")).isEqualTo(SchemeRole.UNREVIEWED);
        assertThat(role("nist-caid", "8")).isEqualTo(SchemeRole.KNOWN_GOOD);
    }

    @Test
    void whatIsIllegalAnywhereIsAnAlert() throws Exception {
        for (String scheme : new String[] {"us", "us-older", "uk"}) {
            for (String label : new String[] {"1", "2", "3", "01"}) {
                assertThat(role(scheme, label)).isEqualTo(SchemeRole.ALERT);
            }
        }
        assertThat(role("uk", "a")).isEqualTo(SchemeRole.ALERT);
    }

    @Test
    void noCategoryIsUnreviewedAndALabelThatNobodyDefinedIsUnknown() throws Exception {
        for (Scheme scheme : Scheme.builtIn()) {
            assertThat(scheme.unlabelled()).isEqualTo(SchemeRole.UNREVIEWED);
            assertThat(scheme.label("77")).isEmpty();
            assertThat(scheme.label("")).isEmpty();
        }
        assertThat(Scheme.resolve("us").label("8")).isEmpty();
    }

    @Test
    void aUnitCanWriteItsOwn() throws Exception {
        Path file = folder.resolve("own.properties");
        Files.writeString(file, "id=own\ntitle=Đơn vị\nunlabelled=unreviewed\nlabel.X.title=Bad\nlabel.X.role=alert\n");
        Scheme scheme = Scheme.resolve(file.toString());
        assertThat(scheme.id()).isEqualTo("own");
        assertThat(scheme.title()).isEqualTo("Đơn vị");
        assertThat(scheme.label("x").orElseThrow().title()).isEqualTo("Bad");
    }

    @Test
    void aSchemeFileThatLacksSomethingIsNamedWithWhatItLacks() throws Exception {
        Path file = folder.resolve("own.properties");
        Files.writeString(file, "id=own\ntitle=t\nunlabelled=unreviewed\nlabel.X.title=Bad\nlabel.X.role=alarm\n");
        assertThatThrownBy(() -> Scheme.resolve(file.toString()))
                .isInstanceOf(SchemeFormatException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("label.X.role");
        assertThatThrownBy(() -> Scheme.resolve("atlantis"))
                .isInstanceOf(SchemeFormatException.class)
                .hasMessageContaining("atlantis")
                .hasMessageContaining("us-older");
    }

    @Test
    void numbersAreToldFromWords() {
        for (String number : new String[] {"1", " 0 ", "-1", "2.0", "12"}) {
            assertThat(Scheme.isNumeric(number)).isTrue();
        }
        for (String word : new String[] {"A", "", "A1", "csam"}) {
            assertThat(Scheme.isNumeric(word)).isFalse();
        }
    }
}
