package dev.mangrove.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.start.TestConsole;
import dev.mangrove.server.start.Visitor;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/// A person of a test, with the password and the authenticator that they took up through the pages.
record Founding(Visitor browser, String login, byte[] secret) {

    static final String PASSWORD = "mangrove roots hold nine shores";

    /// Founds an agency by the printed link, and enrols its first administrator.
    static Founding of(TestConsole console, String login) {
        Visitor browser = console.visitor();
        String link = console.setUpPath();
        browser.submit(browser.get(link), link, unit(login)).isRedirectTo("/enrol");
        return enrol(console, browser, login);
    }

    static Map<String, String> unit(String login) {
        return Map.of("agency", "Example Unit", "zone", "Asia/Ho_Chi_Minh", "login", login, "name", "Officer " + login);
    }

    /// Takes up password and authenticator, in a session that a link has begun.
    static Founding enrol(TestConsole console, Visitor browser, String login) {
        Visitor.Answer page = browser.get("/enrol").hasStatus(200);
        byte[] secret = bytes(page.between("id=\"authenticator-secret\">", "</code>"));
        Founding person = new Founding(browser, login, secret);
        browser.submit(
                        page,
                        "/enrol/password",
                        Map.of("password", PASSWORD, "again", PASSWORD, "code", person.code(console)))
                .isRedirectTo("/account/recovery-codes");
        return person;
    }

    /// The code that the app shows now.
    String code(TestConsole console) {
        return Totp.code(secret, console.clock().instant());
    }

    /// The code that it shows next, after those that were used; time goes on for it.
    String nextCode(TestConsole console) {
        console.clock().forward(Totp.STEP);
        return code(console);
    }

    /// The password, from a browser of theirs; the code is still to come.
    Visitor.Answer givePassword(Visitor from, String password) {
        return from.submit(from.get("/sign-in"), "/sign-in", Map.of("login", login, "password", password));
    }

    Visitor.Answer giveCode(Visitor from, String code) {
        return from.submit(from.get("/sign-in/code").hasStatus(200), "/sign-in/code", Map.of("code", code));
    }

    /// Signs in anew, in a browser without cookies.
    Visitor signIn(TestConsole console) {
        Visitor from = console.visitor();
        givePassword(from, PASSWORD).isRedirectTo("/sign-in/code?back=%2F");
        giveCode(from, nextCode(console)).isRedirectTo("/");
        assertThat(from.get("/").status()).isEqualTo(200);
        return from;
    }

    private static byte[] bytes(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (char c : base32.toCharArray()) {
            held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits & 0xff);
            }
        }
        return bytes.toByteArray();
    }
}
