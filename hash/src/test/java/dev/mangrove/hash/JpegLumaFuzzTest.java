package dev.mangrove.hash;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes give luma or an [UnsupportedJpegException], in bounded memory. The ordinary run tries the kept inputs
/// in `src/test/resources`; to look for new ones, from the root:
///
/// ```
/// JAZZER_FUZZ=1 ./mangrove test -pl hash -am -Dtest=JpegLumaFuzzTest -Dsurefire.failIfNoSpecifiedTests=false
/// ```
class JpegLumaFuzzTest {

    private static final int MEMORY_BYTES_MAX = 4 << 20;

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreBorne(byte[] file) {
        for (HashProfile profile : HashProfile.values()) {
            try {
                JpegLuma luma = JpegLuma.decode(file, profile, MEMORY_BYTES_MAX);
                luma.faultAt().ifPresent(at -> assertThat(at).isBetween(0, file.length));
                if ((long) luma.width() * luma.height() < 1 << 22) {
                    assertThat(Pdq.fingerprint(luma, profile).quality()).isBetween(0, 100);
                }
            } catch (UnsupportedJpegException e) {
                assertThat(e).hasMessageMatching("[ -~]+");
            }
        }
    }
}
