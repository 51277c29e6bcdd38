package dev.mangrove.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.start.TestConsole;
import dev.mangrove.server.start.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Passwords, codes and sessions from outside, as somebody who guesses, copies or repeats them meets them.
class SignInTest {

    private final TestConsole console = TestConsole.shared();

    @BeforeEach
    void nobodyIsThere() {
        console.empty();
    }

    @Test
    void answersAWrongPasswordAndAnUnknownNameAlike() {
        Founding an = Founding.of(console, "an");
        Visitor wrong = console.visitor();
        Visitor unknown = console.visitor();
        Visitor.Answer one =
                an.givePassword(wrong, "another password altogether").hasStatus(401);
        Visitor.Answer other = unknown.submit(
                        unknown.get("/sign-in"),
                        "/sign-in",
                        Map.of("login", "ax", "password", "another password altogether"))
                .hasStatus(401);
        assertThat(sameButTokens(one.body()).replace("value=\"an\"", "value=\"ax\""))
                .isEqualTo(sameButTokens(other.body()));
        assertThat(one.response().headers().map().keySet())
                .isEqualTo(other.response().headers().map().keySet());
    }

    @Test
    void makesANameWaitAfterFiveFailuresWhetherItExistsOrNot() {
        Founding an = Founding.of(console, "an");
        Founding nobody = new Founding(console.visitor(), "nobody", new byte[20]);
        for (Founding one : List.of(an, nobody)) {
            Visitor visitor = console.visitor();
            for (int i = 0; i <= Attempts.FREE; i++) {
                one.givePassword(visitor, "another password altogether").hasStatus(401);
            }
            assertThat(one.givePassword(visitor, Founding.PASSWORD)
                            .hasStatus(429)
                            .body())
                    .contains("Too many attempts");
        }
        console.clock().forward(Duration.ofSeconds(3));
        an.givePassword(console.visitor(), Founding.PASSWORD).isRedirectTo("/sign-in/code?back=%2F");
    }

    @Test
    void takesACodeOnce() {
        Founding an = Founding.of(console, "an");
        String code = an.nextCode(console);
        Visitor first = console.visitor();
        Visitor second = console.visitor();
        an.givePassword(first, Founding.PASSWORD);
        an.givePassword(second, Founding.PASSWORD);
        an.giveCode(first, code).isRedirectTo("/");
        an.giveCode(second, code).hasStatus(401);
        second.get("/").isRedirectTo("/sign-in");
    }

    @Test
    void takesACodeOnceOfManyThatAreSentTogether() throws Exception {
        Founding an = Founding.of(console, "an");
        String code = an.nextCode(console);
        List<Visitor> visitors = new ArrayList<>();
        List<Visitor.Answer> pages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Visitor visitor = console.visitor();
            an.givePassword(visitor, Founding.PASSWORD);
            visitors.add(visitor);
            pages.add(visitor.get("/sign-in/code"));
        }
        assertThat(together(visitors, pages, code)).containsExactlyInAnyOrder(303, 401, 401, 401);
    }

    @Test
    void takesARecoveryCodeOnceEvenWhenManyAreSentTogether() throws Exception {
        Founding an = Founding.of(console, "an");
        Visitor.Answer page =
                an.browser().submit(an.browser().get("/account/recovery-codes"), "/account/recovery-codes", Map.of());
        String code = page.between("<ul class=\"codes\"><li>", "</li>");
        List<Visitor> visitors = new ArrayList<>();
        List<Visitor.Answer> pages = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Visitor visitor = console.visitor();
            an.givePassword(visitor, Founding.PASSWORD);
            visitors.add(visitor);
            pages.add(visitor.get("/sign-in/code"));
        }
        assertThat(together(
                        visitors, pages, code.toUpperCase(java.util.Locale.ROOT).replace("-", " ")))
                .containsExactlyInAnyOrder(303, 401);
        assertThat(an.browser().get("/account").body()).contains("9 left");
    }

    @Test
    void changesTheSessionsTokenAtEveryStageAndForgetsTheOneBefore() {
        Visitor browser = console.visitor().withCookie("mangrove-session", "A".repeat(43));
        Set<String> tokens = new HashSet<>(Set.of("A".repeat(43)));
        String link = console.setUpPath();
        browser.submit(browser.get(link), link, Founding.unit("an"));
        assertThat(tokens.add(browser.cookie("mangrove-session").orElseThrow())).isTrue();
        Visitor enrolling = browser.copy();
        Founding an = Founding.enrol(console, browser, "an");
        assertThat(tokens.add(browser.cookie("mangrove-session").orElseThrow())).isTrue();
        enrolling.get("/enrol").isRedirectTo("/sign-in?back=%2Fenrol");

        Visitor later = console.visitor();
        an.givePassword(later, Founding.PASSWORD);
        assertThat(tokens.add(later.cookie("mangrove-session").orElseThrow())).isTrue();
        Visitor half = later.copy();
        half.get("/").isRedirectTo("/sign-in");
        an.giveCode(later, an.nextCode(console)).isRedirectTo("/");
        assertThat(tokens.add(later.cookie("mangrove-session").orElseThrow())).isTrue();
        half.get("/sign-in/code").isRedirectTo("/sign-in?back=%2Fsign-in%2Fcode");
        assertThat(tokens).hasSize(5).allMatch(token -> token.length() == 43);
    }

    @Test
    void endsASessionAfterFifteenMinutesWithoutUse() {
        Founding an = Founding.of(console, "an");
        console.clock().forward(Session.IDLE_MAX.minusSeconds(5));
        an.browser().get("/").hasStatus(200);
        console.clock().forward(Session.IDLE_MAX.minusSeconds(5));
        Visitor copy = an.browser().copy();
        an.browser().get("/").hasStatus(200);
        console.clock().forward(Session.IDLE_MAX.plusSeconds(1));
        an.browser().get("/").isRedirectTo("/sign-in");
        copy.get("/").isRedirectTo("/sign-in");
        assertThat(console.ask("SELECT ended_why FROM identity.sessions WHERE stage = 'complete'"))
                .containsExactly("idle");
    }

    @Test
    void endsASessionAfterTwelveHoursHoweverMuchItIsUsed() {
        Founding an = Founding.of(console, "an");
        for (int i = 0; i < 51; i++) {
            console.clock().forward(Duration.ofMinutes(14));
            an.browser().get("/").hasStatus(200);
        }
        console.clock().forward(Duration.ofMinutes(7));
        an.browser().get("/").isRedirectTo("/sign-in");
        assertThat(console.ask("SELECT ended_why FROM identity.sessions WHERE stage = 'complete'"))
                .containsExactly("too-long");
    }

    @Test
    void signsOutHereAndEverywhere() {
        Founding an = Founding.of(console, "an");
        Visitor second = an.signIn(console);
        Visitor copy = second.copy();
        second.submit(second.get("/"), "/sign-out", Map.of()).isRedirectTo("/sign-in");
        assertThat(second.cookie("mangrove-session")).isEmpty();
        copy.get("/").isRedirectTo("/sign-in");
        an.browser().get("/").hasStatus(200);

        Visitor third = an.signIn(console);
        an.browser()
                .submit(an.browser().get("/account"), "/account/sign-out-everywhere", Map.of())
                .isRedirectTo("/sign-in");
        third.get("/").isRedirectTo("/sign-in");
    }

    @Test
    void takesAStepUpOnlyWithPasswordAndFreshCodeOfTheSamePerson() {
        Founding an = Founding.of(console, "an");
        console.clock().forward(Session.STEP_UP_MAX.plusSeconds(1));
        String code = an.code(console);
        stepUp(an, "another password altogether", code).hasStatus(401);
        stepUp(an, Founding.PASSWORD, "000000").hasStatus(401);
        stepUp(an, Founding.PASSWORD, code).isRedirectTo("/administration");
        console.clock().forward(Duration.ofSeconds(1));
        stepUp(an, Founding.PASSWORD, code).hasStatus(401);
    }

    @Test
    void leadsBackOnlyToItsOwnPages() {
        Founding an = Founding.of(console, "an");
        for (String elsewhere :
                List.of("https://other.example/", "//other.example", "/\\other.example", "/\t/other.example")) {
            Visitor visitor = console.visitor();
            an.givePassword(visitor, Founding.PASSWORD);
            Visitor.Answer page = visitor.get("/sign-in/code");
            visitor.submit(page, "/sign-in/code", Map.of("code", an.nextCode(console), "back", elsewhere))
                    .isRedirectTo("/");
        }
    }

    private Visitor.Answer stepUp(Founding person, String password, String code) {
        return person.browser()
                .submit(
                        person.browser().get("/step-up?back=%2Fadministration"),
                        "/step-up",
                        Map.of("password", password, "code", code));
    }

    /// Sends the same code from all of them at the same moment.
    private static List<Integer> together(List<Visitor> visitors, List<Visitor.Answer> pages, String code)
            throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < visitors.size(); i++) {
                Visitor visitor = visitors.get(i);
                Visitor.Answer page = pages.get(i);
                answers.add(threads.submit(() -> {
                    start.await();
                    return visitor.submit(page, "/sign-in/code", Map.of("code", code))
                            .status();
                }));
            }
            start.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }

    private static String sameButTokens(String page) {
        return page.replaceAll("name=\"(_csrf|challenge)\" value=\"[^\"]*\"", "")
                .replaceAll("data-options=\"[^\"]*\"", "");
    }
}
