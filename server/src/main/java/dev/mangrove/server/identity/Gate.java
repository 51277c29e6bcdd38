package dev.mangrove.server.identity;

import dev.mangrove.server.access.AccessRow;
import dev.mangrove.server.access.AccessTable;
import dev.mangrove.server.console.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// The first lock: lets a request through only as the access table says. Someone who has not signed in is led to
/// sign in; someone who
/// has, and lacks the role, learns no more than that there is no such page.
final class Gate implements HandlerInterceptor {

    private final AccessTable table;
    private final Problems problems;

    Gate(AccessTable table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            problems.writeFailed(request, response);
            return false;
        }
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String method = "HEAD".equals(request.getMethod()) ? "GET" : request.getMethod();
        Optional<AccessRow> row = table.row(method, String.valueOf(route));
        if (row.isEmpty()) {
            problems.write(request, response, 404, "not-found", "");
            return false;
        }
        Object officer = request.getAttribute(Officer.ATTRIBUTE);
        Object half = request.getAttribute(HalfSignedIn.ATTRIBUTE);
        return switch (row.get().audience()) {
            case ANYONE -> true;
            case HALF_SIGNED_IN -> half != null || toSignIn(request, response);
            case SIGNED_IN, ROLES -> {
                if (!(officer instanceof Officer signedIn)) {
                    yield toSignIn(request, response);
                }
                if (row.get().allows(signedIn.roles())) {
                    yield true;
                }
                problems.write(request, response, 404, "not-found", "");
                yield false;
            }
        };
    }

    private boolean toSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/api/")) {
            problems.write(request, response, 401, "sign-in", "");
            return false;
        }
        String back = "GET".equals(request.getMethod()) ? request.getRequestURI() : "/";
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location",
                "/sign-in" + ("/".equals(back) ? "" : "?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8)));
        return false;
    }
}
