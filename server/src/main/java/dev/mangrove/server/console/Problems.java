package dev.mangrove.server.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Answers whatever went wrong: a page for people, `application/problem+json` (RFC 9457) for programs. A fault of
/// ours is logged
/// with a number that the answer tells; nothing of its inside leaves the building.
@ControllerAdvice
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Visits visits;
    private final PageWriter pages;

    Problems(Visits visits, PageWriter pages) {
        this.visits = visits;
        this.pages = pages;
    }

    @ExceptionHandler(NotFoundException.class)
    void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, 404, "not-found", "");
    }

    @ExceptionHandler(InputException.class)
    void input(InputException error, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Words words = visits.of(request, response).words();
        write(request, response, 400, "input", error.text(words));
    }

    /// An address with an id that can be none is the address of nothing.
    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    void mismatch(MethodArgumentTypeMismatchException error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean inPath = error.getParameter().hasParameterAnnotation(PathVariable.class);
        write(request, response, inPath ? 404 : 400, inPath ? "not-found" : "request", "");
    }

    @ExceptionHandler(Exception.class)
    void other(Exception error, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (error instanceof ErrorResponse known) {
            HttpStatusCode status = known.getStatusCode();
            if (status.is4xxClientError()) {
                response.setHeader("Allow", known.getHeaders().getFirst("Allow"));
                write(request, response, status.value(), kind(status.value()), "");
                return;
            }
        }
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("fault {} while answering {} {}", number, request.getMethod(), route(request), error);
        write(request, response, 500, "fault", number);
    }

    /// Answers what failed before any route, such as a filter, and came here by the container.
    public void writeFailed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = response.getStatus();
        if (status < 500) {
            write(request, response, status, kind(status), "");
            return;
        }
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("fault {} before any route", number, (Throwable)
                request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        write(request, response, status, "fault", number);
    }

    /// Answers with an error before any controller was reached.
    ///
    /// @param kind `console.problem.<kind>` has its title and `.help` what to do
    public void write(HttpServletRequest request, HttpServletResponse response, int status, String kind, String detail)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        // Even for an asset that is not there: a browser would keep its absence for a year.
        response.setHeader("Cache-Control", "no-store");
        Visit visit = visits.of(request, response);
        Words words = visit.words();
        if (request.getRequestURI().startsWith("/api/")
                && !request.getRequestURI().equals("/api/")) {
            response.setStatus(status);
            response.setContentType("application/problem+json;charset=UTF-8");
            response.getOutputStream().write(ProblemJson.of(status, kind, words.of("console.problem." + kind), detail));
            return;
        }
        pages.write(
                visit.page("console/problem", "", Map.of("kind", kind, "detail", detail))
                        .withStatus(status),
                response);
    }

    private static String kind(int status) {
        return switch (HttpStatus.resolve(status)) {
            case METHOD_NOT_ALLOWED -> "method";
            case CONTENT_TOO_LARGE -> "too-large";
            case UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE -> "media-type";
            case NOT_FOUND -> "not-found";
            case null, default -> "request";
        };
    }

    private static Object route(HttpServletRequest request) {
        Object pattern = request.getAttribute("org.springframework.web.servlet.HandlerMapping.bestMatchingPattern");
        return pattern == null ? "(no route)" : pattern;
    }
}
