package dev.mangrove.server.identity;

import dev.mangrove.server.console.FormErrors;
import dev.mangrove.server.console.Page;
import dev.mangrove.server.console.Redirects;
import dev.mangrove.server.console.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Signing in and out.
@Controller
class SignInController {

    private final SignIn signIn;
    private final SignOut signOut;
    private final SetUp setUp;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Cookies cookies;
    private final Clock clock;

    SignInController(
            SignIn signIn,
            SignOut signOut,
            SetUp setUp,
            Passkeys passkeys,
            Challenges challenges,
            Cookies cookies,
            Clock clock) {
        this.signIn = signIn;
        this.signOut = signOut;
        this.setUp = setUp;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.cookies = cookies;
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    Page form(Visit visit, @RequestParam(name = "back", defaultValue = "/") String back) {
        return form(visit, back, "", FormErrors.none());
    }

    @PostMapping("/sign-in")
    Object password(
            Visit visit,
            HttpServletResponse response,
            @RequestParam("login") String login,
            @RequestParam("password") String password,
            @RequestParam(name = "back", defaultValue = "/") String back) {
        SignIn.Outcome outcome = signIn.password(login, password, Browser.of(visit.request()));
        return switch (outcome) {
            case SignIn.Outcome.Further further -> {
                cookies.give(response, further.token());
                yield Redirects.to("/sign-in/code", Map.of("back", back));
            }
            case SignIn.Outcome.Refused _ ->
                form(visit, back, login, error(visit, "login", "identity.sign-in.refused"))
                        .withStatus(401);
            case SignIn.Outcome.Wait wait ->
                form(visit, back, login, waiting(visit, "login", wait)).withStatus(429);
        };
    }

    @GetMapping("/sign-in/code")
    Page codeForm(Visit visit, @RequestParam(name = "back", defaultValue = "/") String back) {
        return codeForm(visit, back, FormErrors.none());
    }

    @PostMapping("/sign-in/code")
    Object code(
            Visit visit,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam("code") String code,
            @RequestParam(name = "back", defaultValue = "/") String back) {
        if (!(request.getAttribute(HalfSignedIn.ATTRIBUTE) instanceof HalfSignedIn half)
                || half.stage() != Session.Stage.SECOND_FACTOR) {
            return Redirects.to("/sign-in");
        }
        return switch (signIn.code(half, code, Browser.of(request))) {
            case SignIn.Outcome.Further further -> {
                cookies.give(response, further.token());
                yield Redirects.back(back);
            }
            case SignIn.Outcome.Refused _ ->
                codeForm(visit, back, error(visit, "code", "identity.code.wrong"))
                        .withStatus(401);
            case SignIn.Outcome.Wait wait ->
                codeForm(visit, back, waiting(visit, "code", wait)).withStatus(429);
        };
    }

    @PostMapping("/sign-in/passkey")
    Object passkey(
            Visit visit,
            HttpServletResponse response,
            @RequestParam("challenge") UUID challenge,
            @RequestParam("answer") String answer,
            @RequestParam(name = "back", defaultValue = "/") String back) {
        if (signIn.passkey(challenge, answer, Browser.of(visit.request())) instanceof SignIn.Outcome.Further further) {
            cookies.give(response, further.token());
            return Redirects.back(back);
        }
        return form(visit, back, "", error(visit, "", "identity.passkey.refused"))
                .withStatus(401);
    }

    @PostMapping("/sign-out")
    Object out(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(Officer.ATTRIBUTE) instanceof Officer officer) {
            signOut.here(officer);
        }
        cookies.take(response);
        return Redirects.to("/sign-in");
    }

    private Page form(Visit visit, String back, String login, FormErrors errors) {
        PasskeyForm passkey = new PasskeyForm("/sign-in/passkey", "get", UUID.randomUUID(), "", back);
        if (setUp.isFounded()) {
            Challenges.Challenge challenge = challenges.give(Optional.empty());
            passkey = new PasskeyForm(
                    "/sign-in/passkey", "get", challenge.id(), PasskeyOptions.request(passkeys, challenge), back);
        }
        return visit.page(
                "identity/sign-in",
                "",
                Map.of(
                        "back",
                        back,
                        "login",
                        login,
                        "errors",
                        errors,
                        "passkey",
                        passkey,
                        "founded",
                        setUp.isFounded()));
    }

    private static Page codeForm(Visit visit, String back, FormErrors errors) {
        return visit.page("identity/code", "", Map.of("back", back, "errors", errors));
    }

    private static FormErrors error(Visit visit, String field, String key) {
        return new FormErrors(field, visit.words().of(key));
    }

    private FormErrors waiting(Visit visit, String field, SignIn.Outcome.Wait wait) {
        long seconds =
                Math.max(1, Duration.between(clock.instant(), wait.until()).toSeconds() + 1);
        return new FormErrors(field, visit.words().of("identity.sign-in.wait", seconds));
    }
}
