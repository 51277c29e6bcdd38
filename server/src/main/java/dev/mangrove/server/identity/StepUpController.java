package dev.mangrove.server.identity;

import dev.mangrove.server.console.FormErrors;
import dev.mangrove.server.console.Page;
import dev.mangrove.server.console.Redirects;
import dev.mangrove.server.console.Visit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Proving a factor once more, before an act that can't be undone.
@Controller
class StepUpController {

    private final SignIn signIn;
    private final Account.Accounts accounts;
    private final Passkeys passkeys;
    private final Challenges challenges;

    StepUpController(SignIn signIn, Account.Accounts accounts, Passkeys passkeys, Challenges challenges) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.challenges = challenges;
    }

    @GetMapping("/step-up")
    Page form(Visit visit, Officer officer, @RequestParam(name = "back", defaultValue = "/") String back) {
        return form(visit, officer, back, FormErrors.none());
    }

    @PostMapping("/step-up")
    Object code(
            Visit visit,
            Officer officer,
            @RequestParam("password") String password,
            @RequestParam("code") String code,
            @RequestParam(name = "back", defaultValue = "/") String back) {
        if (signIn.stepUpByCode(officer, password, code)) {
            return Redirects.back(back);
        }
        return form(
                        visit,
                        officer,
                        back,
                        new FormErrors("password", visit.words().of("identity.step-up.refused")))
                .withStatus(401);
    }

    @PostMapping("/step-up/passkey")
    Object passkey(
            Visit visit,
            Officer officer,
            @RequestParam("challenge") UUID challenge,
            @RequestParam("answer") String answer,
            @RequestParam(name = "back", defaultValue = "/") String back) {
        if (signIn.stepUpByPasskey(officer, challenge, answer)) {
            return Redirects.back(back);
        }
        return form(visit, officer, back, new FormErrors("", visit.words().of("identity.passkey.refused")))
                .withStatus(401);
    }

    private Page form(Visit visit, Officer officer, String back, FormErrors errors) {
        Account account = accounts.of(officer);
        Challenges.Challenge challenge = challenges.give(Optional.of(officer.session()));
        return visit.page(
                "identity/step-up",
                "",
                Map.of(
                        "account", account,
                        "back", back,
                        "errors", errors,
                        "passkey",
                                new PasskeyForm(
                                        "/step-up/passkey",
                                        "get",
                                        challenge.id(),
                                        PasskeyOptions.request(passkeys, challenge),
                                        back)));
    }
}
