package dev.mangrove.server.console;

import java.util.List;

/// What someone sent can't be taken; the page says which field, why, and what to do. Nothing has changed.
public final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String key;
    private final transient List<Object> arguments;

    /// @param field the name of the form's field; empty when it is none in particular
    /// @param key of the text that explains it
    public InputException(String field, String key, Object... arguments) {
        super(key, null, false, false);
        this.field = field;
        this.key = key;
        this.arguments = List.of(arguments);
    }

    public String field() {
        return field;
    }

    public String key() {
        return key;
    }

    public String text(Words words) {
        return words.of(key, arguments.toArray());
    }
}
