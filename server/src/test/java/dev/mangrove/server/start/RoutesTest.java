package dev.mangrove.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.access.AccessRow;
import dev.mangrove.server.access.AccessTable;
import dev.mangrove.server.access.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The access table and the running router agree, route by route and role by role.
class RoutesTest {

    /// The container's own, for what fails before any route; asked for from outside it is refused like any unknown
    /// page.
    private static final Set<String> OF_THE_CONTAINER = Set.of("GET /error");

    private final TestConsole console = TestConsole.shared();
    private final Visitor forms = console.visitor();
    private UUID agency = UUID.randomUUID();
    private UUID somebody = UUID.randomUUID();
    private UUID somebodyElsewhere = UUID.randomUUID();

    /// What a caller met.
    private enum Met {
        REFUSED,
        LED_TO_SIGN_IN,
        ANSWERED
    }

    /// Someone who calls a route.
    ///
    /// @param role empty for a person without one
    private record Caller(String name, boolean signedIn, boolean half, Optional<Role> role) {}

    @BeforeEach
    void twoAgenciesStand() {
        console.empty();
        agency = console.agency();
        somebody = console.person(agency, "somebody", "analyst");
        somebodyElsewhere = console.person(console.agency(), "elsewhere", "analyst");
    }

    @Test
    void hasARowForEveryRouteAndARouteForEveryRow() {
        Set<String> rows = AccessTable.load().rows().stream()
                .map(row -> row.method() + " " + row.route())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(routes()).isEqualTo(rows);
    }

    @Test
    void refusesARouteThatTheTableDoesNotName() throws NoSuchMethodException {
        RequestMappingHandlerMapping router =
                console.beans().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        RequestMappingInfo forgotten = RequestMappingInfo.paths("/forgotten")
                .methods(RequestMethod.GET)
                .options(router.getBuilderConfiguration())
                .build();
        router.registerMapping(
                forgotten,
                new Object() {
                    @Override
                    public String toString() {
                        throw new AssertionError("a forgotten route was answered");
                    }
                },
                Object.class.getMethod("toString"));
        try {
            Visitor.Answer answer = administrator().get("/forgotten").hasStatus(404);
            assertThat(answer.body()).doesNotContain("fault");
        } finally {
            router.unregisterMapping(forgotten);
        }
        administrator().get("/error").hasStatus(404);
    }

    @Test
    void letsEachRoleDoWhatTheTableSaysAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        int probes = 0;
        for (AccessRow row : AccessTable.load().rows()) {
            for (Caller caller : callers()) {
                Met expected = expected(row, caller);
                Met met = call(row, caller);
                probes++;
                if (met != expected) {
                    wrong.add(row.method() + " " + row.route() + " by " + caller.name() + ": " + met + ", not "
                            + expected);
                }
            }
        }
        assertThat(wrong).as("of %d probes", probes).isEmpty();
        assertThat(probes).isGreaterThan(350);
    }

    @Test
    void tellsNobodyWhetherAPageIsMissingOrNotForThem() {
        Visitor analyst = console.inSession(agency, console.person(agency, "an", "analyst"), "complete");
        String missing = alike(analyst.get("/nothing-here").hasStatus(404));
        assertThat(alike(analyst.get("/administration").hasStatus(404))).isEqualTo(missing);
        assertThat(alike(analyst.get("/administration/people/" + somebody).hasStatus(404)))
                .isEqualTo(missing);

        Visitor administrator = administrator();
        String nobody = alike(
                administrator.get("/administration/people/" + UUID.randomUUID()).hasStatus(404));
        assertThat(alike(administrator
                        .get("/administration/people/" + somebodyElsewhere)
                        .hasStatus(404)))
                .isEqualTo(nobody);
        for (String act : List.of("/disable", "/invitation")) {
            administrator.postAsForm("/administration/people/" + somebodyElsewhere + act, Map.of());
        }
        assertThat(console.ask("SELECT state FROM identity.people WHERE id = ?", somebodyElsewhere))
                .containsExactly("active");
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (RequestMappingHandlerMapping router : console.beans()
                .getBeansOfType(RequestMappingHandlerMapping.class)
                .values()) {
            for (RequestMappingInfo info : router.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String pattern : info.getPatternValues()) {
                    for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                        routes.add(method + " " + pattern);
                    }
                }
            }
        }
        for (SimpleUrlHandlerMapping files :
                console.beans().getBeansOfType(SimpleUrlHandlerMapping.class).values()) {
            files.getUrlMap().keySet().forEach(pattern -> routes.add("GET " + pattern));
        }
        routes.removeAll(OF_THE_CONTAINER);
        return routes;
    }

    private static List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        callers.add(new Caller("anonymous", false, false, Optional.empty()));
        callers.add(new Caller("half signed in", false, true, Optional.empty()));
        callers.add(new Caller("without a role", true, false, Optional.empty()));
        Arrays.stream(Role.values())
                .forEach(role -> callers.add(new Caller(role.code(), true, false, Optional.of(role))));
        return callers;
    }

    private static Met expected(AccessRow row, Caller caller) {
        return switch (row.audience()) {
            case ANYONE -> Met.ANSWERED;
            case HALF_SIGNED_IN -> caller.half() ? Met.ANSWERED : Met.LED_TO_SIGN_IN;
            case SIGNED_IN -> caller.signedIn() ? Met.ANSWERED : Met.LED_TO_SIGN_IN;
            case ROLES -> {
                if (!caller.signedIn()) {
                    yield Met.LED_TO_SIGN_IN;
                }
                yield caller.role().filter(row.roles()::contains).isPresent() ? Met.ANSWERED : Met.REFUSED;
            }
        };
    }

    private Met call(AccessRow row, Caller caller) {
        Visitor visitor = visitor(row, caller).withFormTokenOf(forms);
        String path = path(row.route());
        Visitor.Answer answer = row.method().equals("GET") ? visitor.get(path) : visitor.postAsForm(path, Map.of());
        if (answer.status() == 404) {
            return Met.REFUSED;
        }
        // Signing out leads there as well, and takes the cookie away.
        boolean took = answer.setCookies().stream().anyMatch(cookie -> cookie.startsWith("mangrove-session=;"));
        return answer.status() == 303 && answer.location().startsWith("/sign-in") && !took
                ? Met.LED_TO_SIGN_IN
                : Met.ANSWERED;
    }

    private Visitor visitor(AccessRow row, Caller caller) {
        if (!caller.signedIn() && !caller.half()) {
            return console.visitor();
        }
        String login = UUID.randomUUID().toString();
        UUID person = caller.role()
                .map(role -> console.person(agency, login, role.code()))
                .orElseGet(() -> console.person(agency, login));
        String half = row.route().startsWith("/enrol") ? "enrolling" : "second-factor";
        return console.inSession(agency, person, caller.half() ? half : "complete");
    }

    private String path(String route) {
        if (route.startsWith("/assets/")) {
            return "/assets/" + forms.get("/sign-in").between("href=\"/assets/", "\"");
        }
        UUID id = route.startsWith("/proposals/") ? openProposal() : somebody;
        return route.replace("{token}", "A".repeat(43)).replace("{id}", id.toString());
    }

    /// A new one each time, made past the rule that one proposes in one's own name.
    private UUID openProposal() {
        UUID id = UUID.randomUUID();
        console.execute("SET session_replication_role = replica");
        console.execute("DELETE FROM proposals.proposals");
        console.execute(
                "INSERT INTO proposals.proposals (agency, id, kind, subject, argument, reason, proposed_by, proposed_at,"
                        + " expires_at, state) VALUES (?, ?, 'role-grant', ?, ?, 'a probe', ?, now(),"
                        + " now() + interval '1 day', 'open')",
                agency,
                id,
                somebody,
                "auditor",
                somebody);
        console.execute("SET session_replication_role = origin");
        return id;
    }

    private Visitor administrator() {
        return console.inSession(
                agency, console.person(agency, "chief-" + UUID.randomUUID(), "administrator"), "complete");
    }

    /// A page without what differs from request to request: tokens, and the address to come back to.
    private static String alike(Visitor.Answer answer) {
        return answer.body()
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("name=\"back\" value=\"[^\"]*\"", "");
    }
}
