package dev.mangrove.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without JavaScript: it keeps cookies, follows no redirect by itself, and sends forms as they stand
/// in a
/// page.
public final class Visitor {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Pattern INPUT =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final URI server;
    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private String formToken = "";

    Visitor(URI server) {
        this.server = server;
    }

    /// What came back.
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        public String location() {
            return header("Location").orElse("");
        }

        /// Every cookie that was set, whole.
        public List<String> setCookies() {
            return response.headers().allValues("Set-Cookie");
        }

        public String title() {
            return between("<h1>", "</h1>");
        }

        /// The first text between two others, as a reader sees it.
        public String between(String before, String after) {
            int from = body().indexOf(before);
            assertThat(from).as("'%s' in %s", before, body()).isNotNegative();
            from += before.length();
            return plain(body().substring(from, body().indexOf(after, from)));
        }

        public Answer isRedirectTo(String path) {
            assertThat(status()).as(body()).isEqualTo(303);
            assertThat(location()).isEqualTo(path);
            return this;
        }

        public Answer hasStatus(int status) {
            assertThat(status()).as("%s %s", location(), body()).isEqualTo(status);
            return this;
        }
    }

    public Visitor withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /// Sends its forms with the token that another browser was given, and with its cookie.
    public Visitor withFormTokenOf(Visitor other) {
        formToken = other.formToken();
        return withCookie("mangrove-form", other.cookie("mangrove-form").orElseThrow());
    }

    private String formToken() {
        if (formToken.isEmpty()) {
            formToken = get("/sign-in").between("name=\"_csrf\" value=\"", "\"");
        }
        return formToken;
    }

    /// Sent with every request.
    public Visitor withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// Another browser that was given all of this one's cookies.
    public Visitor copy() {
        Visitor other = new Visitor(server);
        other.cookies.putAll(cookies);
        other.headers.putAll(headers);
        return other;
    }

    /// The same under another name of the machine.
    public Visitor at(String host) {
        Visitor other = new Visitor(URI.create("http://" + host + ":" + server.getPort()));
        other.cookies.putAll(cookies);
        return other;
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    public Answer get(String path) {
        return send(path, "GET", "");
    }

    public Answer send(String method, String path) {
        return send(path, method, "");
    }

    /// A POST of these fields and no others.
    public Answer post(String path, Map<String, String> fields) {
        return send(
                path,
                "POST",
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&")));
    }

    /// A POST with the token that forms carry, taken from a page that anyone may see.
    public Answer postAsForm(String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", formToken());
        return post(path, all);
    }

    /// Sends the form of a page that leads to `action`, with its hidden fields and what was typed.
    public Answer submit(Answer page, String action, Map<String, String> typed) {
        Matcher form = Pattern.compile(
                        "<form[^>]*action=\"" + Pattern.quote(action) + "\"[^>]*>(.*?)</form>", Pattern.DOTALL)
                .matcher(page.body());
        assertThat(form.find()).as("a form to %s in %s", action, page.body()).isTrue();
        Map<String, String> fields = new HashMap<>();
        Matcher input = INPUT.matcher(form.group(1));
        while (input.find()) {
            fields.put(plain(input.group(1)), plain(input.group(2)));
        }
        fields.putAll(typed);
        return post(action, fields);
    }

    private Answer send(String path, String method, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (method.equals("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            Answer answer = new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            answer.setCookies().forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair.substring(0, equals));
        } else {
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
