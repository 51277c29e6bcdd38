package dev.mangrove.server.identity;

import dev.mangrove.server.console.FormErrors;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.console.Notices;
import dev.mangrove.server.console.Page;
import dev.mangrove.server.console.Redirects;
import dev.mangrove.server.console.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Taking up the first way to sign in: a passkey, or a password with an authenticator app.
@Controller
class EnrolController {

    private static final String AFTER = "/account/recovery-codes";

    private final Enrolment enrolment;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Cookies cookies;

    EnrolController(Enrolment enrolment, Passkeys passkeys, Challenges challenges, Cookies cookies) {
        this.enrolment = enrolment;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.cookies = cookies;
    }

    @GetMapping("/invitation/{token}")
    Page invitation(Visit visit, @PathVariable("token") String token) {
        Optional<Enrolment.Invited> invited = SecretToken.sent(token).flatMap(enrolment::invited);
        return invited.isEmpty()
                ? visit.page("identity/link-over", "", Map.of("kind", "invitation"))
                        .withStatus(410)
                : visit.page(
                        "identity/invitation",
                        "",
                        Map.of("token", token, "name", invited.get().name()));
    }

    @PostMapping("/invitation/{token}")
    Object accept(Visit visit, HttpServletResponse response, @PathVariable("token") String token) {
        Optional<SecretToken> session =
                SecretToken.sent(token).flatMap(link -> enrolment.begin(link, Browser.of(visit.request())));
        if (session.isEmpty()) {
            return visit.page("identity/link-over", "", Map.of("kind", "invitation"))
                    .withStatus(410);
        }
        cookies.give(response, session.get());
        return Redirects.to("/enrol");
    }

    @GetMapping("/enrol")
    Object choose(Visit visit, HttpServletRequest request) {
        Optional<HalfSignedIn> half = enrolling(request);
        return half.isEmpty() ? Redirects.to("/sign-in") : form(visit, half.get(), Optional.empty(), FormErrors.none());
    }

    @PostMapping("/enrol/password")
    Object password(
            Visit visit,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam("password") String password,
            @RequestParam("again") String again,
            @RequestParam("secret") String secret,
            @RequestParam("code") String code) {
        Optional<HalfSignedIn> half = enrolling(request);
        if (half.isEmpty()) {
            return Redirects.to("/sign-in");
        }
        Optional<Enrolment.DrawnSecret> drawn = Optional.empty();
        try {
            drawn = Optional.of(enrolment.carried(half.get().session(), secret));
            cookies.give(
                    response,
                    enrolment.takePassword(half.get(), password, again, drawn.get(), code, Browser.of(request)));
            return Redirects.to(AFTER);
        } catch (InputException e) {
            return form(visit, half.get(), drawn, FormErrors.of(e, visit.words()))
                    .withStatus(400);
        }
    }

    @PostMapping("/enrol/passkey")
    Object passkey(
            Visit visit,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam("challenge") UUID challenge,
            @RequestParam("answer") String answer) {
        Optional<HalfSignedIn> half = enrolling(request);
        if (half.isEmpty()) {
            return Redirects.to("/sign-in");
        }
        String browser = Browser.of(request);
        Optional<SecretToken> session = enrolment.takePasskey(half.get(), challenge, answer, browser, browser);
        if (session.isEmpty()) {
            return form(
                            visit,
                            half.get(),
                            Optional.empty(),
                            new FormErrors("", visit.words().of("identity.passkey.refused")))
                    .withStatus(400);
        }
        cookies.give(response, session.get());
        Notices.leave(response, "identity.notice.enrolled");
        return Redirects.to("/account");
    }

    private Page form(Visit visit, HalfSignedIn half, Optional<Enrolment.DrawnSecret> carried, FormErrors errors) {
        Enrolment.DrawnSecret drawn = carried.orElseGet(() -> enrolment.drawSecret(half.session()));
        Challenges.Challenge challenge = challenges.give(Optional.of(half.session()));
        return visit.page(
                "identity/enrol",
                "",
                Map.of(
                        "name", half.name(),
                        "errors", errors,
                        "secret", drawn.sealed(),
                        "typed", Totp.typed(drawn.secret()),
                        "code", QrCode.of(Totp.address(drawn.secret(), half.login(), "Mangrove " + passkeys.host())),
                        "passkey",
                                new PasskeyForm(
                                        "/enrol/passkey",
                                        "create",
                                        challenge.id(),
                                        PasskeyOptions.creation(
                                                passkeys,
                                                challenge,
                                                half.person().value(),
                                                half.login(),
                                                half.name()),
                                        "/")));
    }

    private static Optional<HalfSignedIn> enrolling(HttpServletRequest request) {
        return request.getAttribute(HalfSignedIn.ATTRIBUTE) instanceof HalfSignedIn half
                        && half.stage() == Session.Stage.ENROLLING
                ? Optional.of(half)
                : Optional.empty();
    }
}
