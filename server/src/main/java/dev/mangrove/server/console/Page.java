package dev.mangrove.server.console;

import java.util.HashMap;
import java.util.Map;

/// A page to be shown: a template with what it shows.
///
/// @param template below `templates/`, without `.jte`
/// @param status of HTTP
public record Page(String template, int status, Map<String, Object> model) {

    public Page {
        model = Map.copyOf(model);
    }

    static Page of(String template, int status, Frame frame, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("frame", frame);
        return new Page(template, status, all);
    }

    public Page withStatus(int other) {
        return new Page(template, other, model);
    }
}
