package dev.mangrove.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.start.TestConsole;
import dev.mangrove.server.start.Visitor;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds for every answer and every form, whatever the page.
class WebRulesTest {

    private final TestConsole console = TestConsole.shared();
    private UUID agency = UUID.randomUUID();

    @BeforeEach
    void anAgencyStands() {
        console.empty();
        agency = console.agency();
    }

    @Test
    void sendsStrictHeadersWithEveryKindOfAnswer() {
        Visitor officer = administrator();
        String style = "/assets/" + officer.get("/").between("href=\"/assets/", "\"");
        List<Visitor.Answer> answers = List.of(
                officer.get("/").hasStatus(200),
                console.visitor().get("/").hasStatus(303),
                officer.get("/nothing-here").hasStatus(404),
                officer.get("/administration/people/no-uuid").hasStatus(404),
                officer.postAsForm("/sign-in", Map.of()).hasStatus(400),
                officer.postAsForm("/step-up/passkey", Map.of("challenge", "no-uuid", "answer", ""))
                        .hasStatus(400),
                officer.postAsForm("/account", Map.of()).hasStatus(405),
                officer.post("/sign-out", Map.of()).hasStatus(403),
                officer.get("/sign-in?a=%0d%0aX-Planted:1"),
                officer.get("/a;b=c/d").hasStatus(400),
                officer.send("PROPFIND", "/"),
                officer.get("/api/v1/nothing-here").hasStatus(404),
                console.visitor().at("127.0.0.1").get("/").hasStatus(307),
                officer.get(style).hasStatus(200),
                officer.get("/assets/000000000000/no-such-style.css").hasStatus(404));
        for (Visitor.Answer answer : answers) {
            String what = answer.response().request().method() + " "
                    + answer.response().uri();
            assertThat(answer.header("Content-Security-Policy"))
                    .as(what)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains(
                                    "default-src 'none'",
                                    "frame-ancestors 'none'",
                                    "base-uri 'none'",
                                    "form-action 'self'")
                            .doesNotContain("unsafe"));
            assertThat(answer.header("X-Content-Type-Options")).as(what).contains("nosniff");
            assertThat(answer.header("X-Frame-Options")).as(what).contains("DENY");
            assertThat(answer.header("Referrer-Policy")).as(what).contains("same-origin");
            assertThat(answer.header("Server")).as(what).isEmpty();
            assertThat(answer.header("X-Planted")).as(what).isEmpty();
            boolean kept = answer.response().uri().getPath().startsWith("/assets/") && answer.status() == 200;
            assertThat(answer.header("Cache-Control"))
                    .as(what)
                    .contains(kept ? "public, max-age=31536000, immutable" : "no-store");
            assertThat(answer.body())
                    .as(what)
                    .doesNotContain("Exception", "dev.mangrove", "org.spring", "Apache Tomcat");
        }
    }

    /// The container refuses these by itself, before any of our headers.
    @Test
    void saysNothingOfItsInsideWhereTheContainerRefuses() throws IOException {
        for (String line : List.of("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", "GET /a|b HTTP/1.1", "NONSENSE")) {
            assertThat(raw(line + "\r\nHost: localhost:" + console.port() + "\r\nConnection: close\r\n\r\n"))
                    .as(line)
                    .contains(" 400 ")
                    .doesNotContain("Exception", "Tomcat", "dev.mangrove", "passwd");
        }
    }

    @Test
    void answersProgramsWithAProblemAndPeopleWithAPage() {
        Visitor.Answer program = console.visitor().get("/api/v1/nothing-here").hasStatus(404);
        assertThat(program.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(program.body()).contains("\"type\":\"urn:mangrove:problem:not-found\"", "\"status\":404");
        assertThat(console.visitor().get("/nothing-here").hasStatus(404).title())
                .isEqualTo("Not found");
    }

    @Test
    void changesNothingByAFormWithoutItsToken() {
        Visitor officer = administrator();
        String person = console.person(agency, "binh", "analyst").toString();
        String before = console.stateOfIdentity();
        String foreign = console.visitor().get("/sign-in").between("name=\"_csrf\" value=\"", "\"");
        for (String path : List.of(
                "/administration/people/" + person + "/disable",
                "/administration/people",
                "/account/sign-out-everywhere",
                "/sign-out")) {
            Map<String, String> fields = Map.of("login", "planted", "name", "Planted");
            officer.post(path, fields).hasStatus(403);
            officer.post(path + "?_csrf=" + foreign, fields).hasStatus(403);
            officer.post(path, Map.of("_csrf", foreign, "login", "planted", "name", "Planted"))
                    .hasStatus(403);
        }
        assertThat(console.stateOfIdentity()).isEqualTo(before);
        officer.get("/administration").hasStatus(200);
        officer.postAsForm("/administration/people/" + person + "/disable", Map.of())
                .hasStatus(303);
        assertThat(console.stateOfIdentity()).isNotEqualTo(before);
    }

    @Test
    void leadsToItsOwnNameAndRefusesAFormUnderAnother() {
        Visitor officer = administrator().at("127.0.0.1");
        Visitor.Answer led = officer.get("/administration").hasStatus(307);
        assertThat(led.location()).isEqualTo("http://localhost:" + console.port() + "/administration");
        assertThat(led.body()).isEmpty();
        String before = console.stateOfIdentity();
        officer.post("/sign-out", Map.of()).hasStatus(421);
        assertThat(console.stateOfIdentity()).isEqualTo(before);
    }

    @Test
    void leadsNowhereElseUnderAnotherName() throws IOException {
        for (String path :
                List.of("//other.example/", "/\\other.example/", "//other.example", "http://other.example/")) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).doesNotContain("Location: http://other.example");
        }
        assertThat(raw("GET /sign-in HTTP/1.0\r\n\r\n")).contains("Location: http://localhost:");
        assertThat(raw("GET /sign-in HTTP/1.1\r\nHost: LOCALHOST:" + console.port() + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void saysItsLanguageAndAnswersInTheOneThatWasChosen() {
        Visitor visitor = console.visitor();
        assertThat(visitor.get("/sign-in").body()).contains("<html lang=\"en\"", "Sign in");
        assertThat(console.visitor()
                        .withHeader("Accept-Language", "vi-VN,vi;q=0.9,en;q=0.5")
                        .get("/sign-in")
                        .body())
                .contains("<html lang=\"vi\"");
        visitor.submit(visitor.get("/sign-in?back=%2Faccount"), "/preferences/language", Map.of("language", "vi"))
                .isRedirectTo("/sign-in?back=%2Faccount");
        assertThat(visitor.get("/sign-in").body())
                .contains("<html lang=\"vi\"", "Đăng nhập")
                .doesNotContain(">Sign in<");
        assertThat(visitor.get("/nothing-here").hasStatus(404).title()).isEqualTo("Không tìm thấy");
        visitor.submit(visitor.get("/sign-in"), "/preferences/language", Map.of("language", "xx"));
        assertThat(visitor.get("/sign-in").body()).contains("<html lang=\"vi\"");
    }

    @Test
    void letsScriptsAndOtherSitesAtNoCookie() {
        Visitor visitor = console.visitor();
        String link = console.visitor().get("/sign-in").setCookies().getFirst();
        assertThat(link).startsWith("mangrove-form=").contains("HttpOnly", "SameSite=Strict", "Path=/");
        console.empty();
        String setUp = console.setUpPath();
        Visitor.Answer founded = visitor.submit(
                visitor.get(setUp), setUp, Map.of("agency", "Unit", "zone", "UTC", "login", "an", "name", "An"));
        assertThat(founded.setCookies())
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("mangrove-session=")
                        .contains("HttpOnly", "SameSite=Strict", "Path=/")
                        .doesNotContain("Domain"));
    }

    @Test
    void keepsHealthAndFiguresOnAPortOfTheirOwn() throws IOException {
        administrator().get("/actuator/health").hasStatus(404);
        try (Socket socket = new Socket("127.0.0.1", console.healthPort())) {
            socket.getOutputStream()
                    .write("GET /actuator/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"status\":\"UP\"");
        }
    }

    private Visitor administrator() {
        UUID person = console.person(agency, "an-" + UUID.randomUUID(), "administrator");
        return console.inSession(agency, person, "complete");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", console.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
