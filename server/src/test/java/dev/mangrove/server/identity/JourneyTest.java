package dev.mangrove.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.start.TestConsole;
import dev.mangrove.server.start.Visitor;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From the printed link to two administrators, through the pages alone and without JavaScript.
class JourneyTest {

    private final TestConsole console = TestConsole.shared();

    @BeforeEach
    void nobodyIsThere() {
        console.empty();
    }

    @Test
    void leadsFromThePrintedLinkToTwoAdministratorsOfWhomOneIsPutOut() {
        Founding first = Founding.of(console, "an");
        assertThat(first.browser().get("/").hasStatus(200).body()).contains("Example Unit", "Officer an");

        Visitor.Answer codes = first.browser()
                .submit(first.browser().get("/account/recovery-codes"), "/account/recovery-codes", Map.of())
                .hasStatus(200);
        assertThat(codes.body().split("<li>[a-z2-9]{4}-", -1)).hasSize(RecoveryCodes.COUNT + 1);
        assertThat(first.browser().get("/account").body()).contains("10 left");

        console.clock().forward(Session.STEP_UP_MAX.plusSeconds(1));
        Map<String, String> invited = Map.of("login", "binh", "name", "Officer binh");
        Visitor.Answer asked = first.browser()
                .submit(first.browser().get("/administration"), "/administration/people", invited)
                .isRedirectTo("/step-up?back=%2Fadministration");
        assertThat(console.ask("SELECT login FROM identity.people")).containsExactly("an");
        first.browser()
                .submit(
                        first.browser().get(asked.location()),
                        "/step-up",
                        Map.of("password", Founding.PASSWORD, "code", first.nextCode(console)))
                .isRedirectTo("/administration");
        String link = first.browser()
                .submit(first.browser().get("/administration"), "/administration/people", invited)
                .hasStatus(200)
                .between("id=\"invitation-link\">http://localhost:" + console.port(), "</code>");

        Visitor otherBrowser = console.visitor();
        assertThat(otherBrowser.get(link).hasStatus(200).title()).isEqualTo("Welcome, Officer binh");
        otherBrowser.submit(otherBrowser.get(link), link, Map.of()).isRedirectTo("/enrol");
        console.visitor().get(link).hasStatus(410);
        Founding second = Founding.enrol(console, otherBrowser, "binh");
        assertThat(second.browser().get("/administration").hasStatus(200).body())
                .contains("Officer an", "Officer binh")
                .doesNotContain("Enrol a second administrator");

        UUID binh = UUID.fromString(console.ask("SELECT id FROM identity.people WHERE login = 'binh'")
                .getFirst());
        String page = "/administration/people/" + binh;
        first.browser()
                .submit(first.browser().get(page), page + "/disable", Map.of())
                .isRedirectTo(page);
        assertThat(first.browser().get(page).body()).contains("This person is out and can not sign in any more.");
        second.browser().get("/administration").isRedirectTo("/sign-in?back=%2Fadministration");
        second.givePassword(console.visitor(), Founding.PASSWORD).hasStatus(401);
    }

    @Test
    void keepsTheLastAdministratorIn() {
        Founding only = Founding.of(console, "an");
        String page = "/administration/people/"
                + console.ask("SELECT id FROM identity.people").getFirst();
        only.browser()
                .submit(only.browser().get(page), page + "/disable", Map.of())
                .hasStatus(400);
        only.browser().get("/administration").hasStatus(200);
    }

    @Test
    void takesASetUpLinkOnceAndForHalfAnHour() {
        String link = console.setUpPath();
        console.visitor().get("/set-up/" + "A".repeat(43)).hasStatus(410);
        console.visitor().get("/set-up/short").hasStatus(410);

        Visitor late = console.visitor();
        Visitor.Answer page = late.get(link).hasStatus(200);
        console.clock().forward(SetUp.LINK_GOOD.plusSeconds(1));
        late.get(link).hasStatus(410);
        late.submit(page, link, Founding.unit("late")).hasStatus(410);
        assertThat(console.ask("SELECT id FROM identity.agencies")).isEmpty();

        String second = console.setUpPath();
        Visitor visitor = console.visitor();
        Visitor.Answer form = visitor.get(second).hasStatus(200);
        visitor.submit(form, second, Founding.unit("an")).isRedirectTo("/enrol");
        visitor.submit(form, second, Founding.unit("other")).hasStatus(410);
        console.visitor().get(second).hasStatus(410);
        assertThat(console.ask("SELECT login FROM identity.people")).containsExactly("an");
    }

    @Test
    void keepsTheSetUpLinkGoodAfterAFormThatIsWrong() {
        String link = console.setUpPath();
        Visitor visitor = console.visitor();
        Visitor.Answer wrong = visitor.submit(
                        visitor.get(link),
                        link,
                        Map.of(
                                "agency",
                                "Example \"Unit\"",
                                "zone",
                                "Asia/Ho_Chi_Minh",
                                "login",
                                "A B",
                                "name",
                                "<An>"))
                .hasStatus(400);
        assertThat(wrong.body())
                .contains("value=\"Example &#34;Unit&#34;\"", "id=\"login-error\"")
                .doesNotContain("<An>");
        visitor.submit(wrong, link, Founding.unit("an")).isRedirectTo("/enrol");
    }

    @Test
    void takesAnInvitationForTwoDaysAndNotFromSomebodyDisabled() {
        Founding first = Founding.of(console, "an");
        Visitor.Answer page = first.browser().get("/administration");
        String link = invite(first, page, "binh");
        console.clock().forward(Duration.ofHours(48).plusSeconds(1));
        console.visitor().get(link).hasStatus(410);

        Visitor again = first.signIn(console);
        String person = "/administration/people/"
                + console.ask("SELECT id FROM identity.people WHERE login = 'binh'")
                        .getFirst();
        String second = again.submit(again.get(person), person + "/invitation", Map.of())
                .hasStatus(200)
                .between("id=\"invitation-link\">http://localhost:" + console.port(), "</code>");
        again.submit(again.get(person), person + "/disable", Map.of()).isRedirectTo(person);
        console.visitor().get(second).hasStatus(410);
    }

    @Test
    void enrolsNobodyWithAPoorPasswordOrAWrongCode() {
        Visitor browser = console.visitor();
        String link = console.setUpPath();
        browser.submit(browser.get(link), link, Founding.unit("an")).isRedirectTo("/enrol");
        Visitor.Answer page = browser.get("/enrol");
        for (String poor : new String[] {"short", "aaaaaaaaaaaaaaaa", "password1234", "qwertyuiop123456"}) {
            page = browser.submit(page, "/enrol/password", Map.of("password", poor, "again", poor, "code", "000000"))
                    .hasStatus(400);
            assertThat(page.body()).as(poor).contains("id=\"password-error\"").doesNotContain("value=\"" + poor);
        }
        browser.submit(
                        page,
                        "/enrol/password",
                        Map.of("password", Founding.PASSWORD, "again", Founding.PASSWORD, "code", "12345x"))
                .hasStatus(400);
        browser.submit(
                        page,
                        "/enrol/password",
                        Map.of(
                                "password",
                                Founding.PASSWORD,
                                "again",
                                Founding.PASSWORD,
                                "code",
                                "000000",
                                "secret",
                                "of-another-session"))
                .hasStatus(400);
        assertThat(console.ask("SELECT hash FROM identity.passwords")).isEmpty();
        assertThat(console.ask("SELECT state FROM identity.people")).containsExactly("invited");
    }

    private String invite(Founding by, Visitor.Answer page, String login) {
        return by.browser()
                .submit(page, "/administration/people", Map.of("login", login, "name", "Officer " + login))
                .hasStatus(200)
                .between("id=\"invitation-link\">http://localhost:" + console.port(), "</code>");
    }
}
