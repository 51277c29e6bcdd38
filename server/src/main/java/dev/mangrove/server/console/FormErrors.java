package dev.mangrove.server.console;

import java.util.Optional;

/// What is wrong with a form that was sent, shown above it and beside the field.
///
/// @param field its name; empty when it is none in particular
public record FormErrors(String field, String text) {

    private static final FormErrors NONE = new FormErrors("", "");

    public static FormErrors none() {
        return NONE;
    }

    public static FormErrors of(InputException error, Words words) {
        return new FormErrors(error.field(), error.text(words));
    }

    public boolean isPresent() {
        return !text.isEmpty();
    }

    public Optional<String> at(String name) {
        return isPresent() && field.equals(name) ? Optional.of(text) : Optional.empty();
    }
}
