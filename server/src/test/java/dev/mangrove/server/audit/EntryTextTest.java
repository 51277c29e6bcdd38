package dev.mangrove.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntryTextTest {

    private static EntryText drawn(SplittableRandom random) {
        String letters = "ab-\\\n\r\t\0 =é\u202e\u007f漢";
        Map<EntryLine, String> values = new EnumMap<>(EntryLine.class);
        for (EntryLine line : EntryLine.values()) {
            if (random.nextInt(4) > 0) {
                StringBuilder value = new StringBuilder();
                for (int i = random.nextInt(6); i > 0; i--) {
                    value.append(letters.charAt(random.nextInt(letters.length())));
                }
                values.put(line, value.toString());
            }
        }
        return new EntryText(values);
    }

    @Test
    void hasOneTextForEachEntryWhateverIsInIt() {
        SplittableRandom random = Seed.random("entry texts");
        for (int i = 0; i < 20_000; i++) {
            EntryText entry = drawn(random);
            byte[] bytes = entry.encode();
            assertThat(EntryText.parse(bytes)).contains(entry);
            assertThat(new String(bytes, StandardCharsets.UTF_8).lines()).hasSize(EntryLine.values().length + 1);
        }
    }

    @Test
    void takesNoOtherTextForAnEntry() {
        SplittableRandom random = Seed.random("altered entry texts");
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = drawn(random).encode();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            EntryText.parse(bytes).ifPresent(entry -> assertThat(entry.encode()).isEqualTo(bytes));
        }
    }

    @Test
    void tellsAnAbsentValueFromADash() {
        EntryText absent = new EntryText(Map.of());
        EntryText dash = new EntryText(Map.of(EntryLine.CASE, "-"));
        EntryText empty = new EntryText(Map.of(EntryLine.CASE, ""));
        assertThat(absent.encode()).isNotEqualTo(dash.encode()).isNotEqualTo(empty.encode());
        assertThat(dash.encode()).isNotEqualTo(empty.encode());
    }
}
