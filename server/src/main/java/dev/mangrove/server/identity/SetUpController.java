package dev.mangrove.server.identity;

import dev.mangrove.server.console.FormErrors;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.console.Page;
import dev.mangrove.server.console.Redirects;
import dev.mangrove.server.console.Visit;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The printed link: founding the agency.
@Controller
class SetUpController {

    private final SetUp setUp;
    private final Cookies cookies;

    SetUpController(SetUp setUp, Cookies cookies) {
        this.setUp = setUp;
        this.cookies = cookies;
    }

    @GetMapping("/set-up/{token}")
    Page form(Visit visit, @PathVariable("token") String token) {
        if (SecretToken.sent(token).filter(setUp::isGood).isEmpty()) {
            return visit.page("identity/link-over", "", Map.of("kind", "set-up"))
                    .withStatus(410);
        }
        return form(visit, token, new TypedSetUp("", Zones.ofThisMachine(), "", ""), FormErrors.none());
    }

    @PostMapping("/set-up/{token}")
    Object found(
            Visit visit,
            HttpServletResponse response,
            @PathVariable("token") String token,
            @RequestParam("agency") String agency,
            @RequestParam("zone") String zone,
            @RequestParam("login") String login,
            @RequestParam("name") String name) {
        Optional<SecretToken> link = SecretToken.sent(token);
        try {
            SetUp.Founding founding =
                    new SetUp.Founding(agencyName(agency), zone(zone), People.login(login), People.name(name));
            Optional<SecretToken> session =
                    link.flatMap(good -> setUp.found(good, founding, Browser.of(visit.request())));
            if (session.isEmpty()) {
                return visit.page("identity/link-over", "", Map.of("kind", "set-up"))
                        .withStatus(410);
            }
            cookies.give(response, session.get());
            return Redirects.to("/enrol");
        } catch (InputException e) {
            return form(visit, token, new TypedSetUp(agency, zone, login, name), FormErrors.of(e, visit.words()))
                    .withStatus(400);
        }
    }

    private static Page form(Visit visit, String token, TypedSetUp typed, FormErrors errors) {
        return visit.page(
                "identity/set-up", "", Map.of("token", token, "typed", typed, "errors", errors, "zones", Zones.all()));
    }

    private static String agencyName(String typed) {
        try {
            return People.name(typed);
        } catch (InputException e) {
            throw new InputException("agency", "identity.agency.form");
        }
    }

    private static ZoneId zone(String typed) {
        try {
            return ZoneId.of(typed);
        } catch (DateTimeException e) {
            throw new InputException("zone", "identity.zone.form");
        }
    }
}
