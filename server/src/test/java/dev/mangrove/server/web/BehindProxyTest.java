package dev.mangrove.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.start.TestConsole;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Under an `https` address every cookie is for TLS and for this host alone.
class BehindProxyTest {

    @Test
    void bindsCookiesToTlsAndItsHost() throws IOException {
        try (TestConsole console = TestConsole.behindProxy()) {
            String page = ask(console, "GET /sign-in HTTP/1.1\r\n");
            assertThat(page).startsWith("HTTP/1.1 200").contains("Strict-Transport-Security: max-age=31536000");
            assertThat(cookie(page, "__Host-mangrove-form="))
                    .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/");

            String link = console.setUpPath();
            String form = ask(console, "GET " + link + " HTTP/1.1\r\n");
            String crumb = cookie(form, "__Host-mangrove-form=").split(";")[0];
            String token = form.substring(form.indexOf("name=\"_csrf\" value=\"") + 20);
            String body = "agency=Unit&zone=UTC&login=an&name=An&_csrf=" + token.substring(0, token.indexOf('"'));
            String founded = ask(
                    console,
                    "POST " + link + " HTTP/1.1\r\nCookie: " + crumb
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                            + "\r\n",
                    body);
            assertThat(founded).startsWith("HTTP/1.1 303");
            assertThat(cookie(founded, "__Host-mangrove-session="))
                    .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/")
                    .doesNotContain("Domain");
        }
    }

    private static String cookie(String answer, String name) {
        return answer.lines()
                .filter(line -> line.startsWith("Set-Cookie: " + name))
                .map(line -> line.substring("Set-Cookie: ".length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " in " + answer));
    }

    private static String ask(TestConsole console, String head) throws IOException {
        return ask(console, head, "");
    }

    private static String ask(TestConsole console, String head, String body) throws IOException {
        String request =
                head + "Host: mangrove.unit.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\n"
                        + "Connection: close\r\n\r\n" + body;
        try (Socket socket = new Socket("127.0.0.1", console.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
