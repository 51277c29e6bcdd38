package dev.mangrove.server.console;

import dev.mangrove.server.access.AccessTable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Makes the [Visit] of a request.
public final class Visits implements HandlerMethodArgumentResolver {

    private static final String ATTRIBUTE = "mangrove.visit";

    private final WordBooks books;
    private final List<RailEntry> rail;
    private final AccessTable access;

    Visits(WordBooks books, List<RailEntry> rail, AccessTable access) {
        this.books = books;
        this.rail =
                rail.stream().sorted(Comparator.comparingInt(RailEntry::order)).toList();
        this.access = access;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visit.class;
    }

    @Override
    public Visit resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
        if (http == null || response == null) {
            throw new IllegalStateException("a visit needs an HTTP request");
        }
        return of(http, response);
    }

    /// The one visit of a request.
    public Visit of(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) instanceof Visit known) {
            return known;
        }
        Optional<Viewer> viewer = Optional.ofNullable((Viewer) request.getAttribute(Viewer.ATTRIBUTE));
        ZoneId zone = viewer.map(Viewer::zone).orElseGet(ZoneId::systemDefault);
        Words words = books.in(Preferences.language(request), zone);
        Object token = request.getAttribute(CsrfToken.class.getName());
        String csrfName = token instanceof CsrfToken csrf ? csrf.getParameterName() : "_csrf";
        String csrfValue = token instanceof CsrfToken csrf ? csrf.getToken() : "";
        Visit visit = new Visit(
                request,
                new Frame(
                        words,
                        viewer,
                        viewer.map(this::places).orElse(List.of()),
                        "",
                        path(request),
                        Preferences.theme(request),
                        csrfName,
                        csrfValue,
                        Notices.take(request, response, words)));
        request.setAttribute(ATTRIBUTE, visit);
        return visit;
    }

    private List<RailEntry> places(Viewer viewer) {
        return rail.stream()
                .filter(entry -> access.row("GET", entry.path())
                        .map(row -> row.allows(viewer.roles()))
                        .orElse(false))
                .toList();
    }

    /// A page that answers a form has no address to come back to.
    private static String path(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            return "/";
        }
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
