package dev.mangrove.server.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/// One request to the console: who, in which language, and the way to answer with a page. Controllers take it as a
/// parameter.
public final class Visit {

    private final HttpServletRequest request;
    private final Frame frame;

    Visit(HttpServletRequest request, Frame frame) {
        this.request = request;
        this.frame = frame;
    }

    public Words words() {
        return frame.words();
    }

    public Optional<Viewer> viewer() {
        return frame.viewer();
    }

    public HttpServletRequest request() {
        return request;
    }

    /// @param template below `templates/`, without `.jte`
    /// @param place key of the entry in the rail that it belongs to; empty for none
    public Page page(String template, String place, Map<String, ?> model) {
        Frame placed = new Frame(
                frame.words(),
                frame.viewer(),
                frame.rail(),
                place,
                frame.path(),
                frame.theme(),
                frame.csrfName(),
                frame.csrfToken(),
                frame.notice());
        return Page.of(template, 200, placed, model);
    }
}
