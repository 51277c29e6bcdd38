package dev.mangrove.formats.vics;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/// The simple values of one object by name, given to those who want them in the type that VICS says. What
/// is not of that type is told and left out; a time that cannot be read is told and kept as it is written.
final class VicsFields {

    private final Map<String, String> texts;
    private final BiConsumer<String, String> problem;

    VicsFields(Map<String, String> texts, BiConsumer<String, String> problem) {
        this.texts = texts;
        this.problem = problem;
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    void text(String name, Consumer<String> to) {
        get(name).ifPresent(to);
    }

    void time(String name, Consumer<String> to) {
        get(name).ifPresent(text -> {
            if (VicsTime.parse(text).isEmpty()) {
                problem.accept(name, "is not a time; it was kept as it is written");
            }
            to.accept(text);
        });
    }

    void flag(String name, Consumer<Boolean> to) {
        Optional<String> text = get(name).filter(written -> !written.isBlank());
        Optional<Boolean> flag = text.flatMap(VicsFlag::parse);
        flag.ifPresent(to);
        if (text.isPresent() && flag.isEmpty()) {
            problem.accept(name, "is neither true nor false");
        }
    }

    void int32(String name, IntConsumer to) {
        whole(name, Integer.MIN_VALUE, Integer.MAX_VALUE, value -> to.accept((int) value));
    }

    void byte8(String name, IntConsumer to) {
        whole(name, 0, 255, value -> to.accept((int) value));
    }

    void int64(String name, LongConsumer to) {
        whole(name, Long.MIN_VALUE, Long.MAX_VALUE, to);
    }

    private void whole(String name, long min, long max, LongConsumer to) {
        Optional<String> text = get(name).map(String::strip).filter(written -> !written.isEmpty());
        if (text.isEmpty()) {
            return;
        }
        try {
            String digits = text.get().endsWith(".0")
                    ? text.get().substring(0, text.get().length() - 2)
                    : text.get();
            long value = Long.parseLong(digits);
            if (value >= min && value <= max) {
                to.accept(value);
                return;
            }
        } catch (NumberFormatException e) {
            // Told below, as any other value that cannot be.
        }
        problem.accept(name, "is not a whole number from " + min + " to " + max);
    }
}
