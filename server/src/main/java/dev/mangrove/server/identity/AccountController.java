package dev.mangrove.server.identity;

import dev.mangrove.server.console.FormErrors;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.console.Notices;
import dev.mangrove.server.console.Page;
import dev.mangrove.server.console.Redirects;
import dev.mangrove.server.console.Visit;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// One's own account.
@Controller
class AccountController {

    private final Account.Accounts accounts;
    private final Enrolment enrolment;
    private final SignOut signOut;
    private final StepUp stepUp;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Cookies cookies;
    private final Clock clock;

    AccountController(
            Account.Accounts accounts,
            Enrolment enrolment,
            SignOut signOut,
            StepUp stepUp,
            Passkeys passkeys,
            Challenges challenges,
            Cookies cookies,
            Clock clock) {
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.signOut = signOut;
        this.stepUp = stepUp;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.cookies = cookies;
        this.clock = clock;
    }

    @GetMapping("/account")
    Page account(Visit visit, Officer officer) {
        return account(visit, officer, FormErrors.none());
    }

    @GetMapping("/account/recovery-codes")
    Page codes(Visit visit, Officer officer) {
        return visit.page(
                "identity/recovery-codes",
                "",
                Map.of("codes", List.of(), "left", accounts.of(officer).recoveryCodesLeft()));
    }

    @PostMapping("/account/recovery-codes")
    Object newCodes(Visit visit, Officer officer) {
        Optional<?> demand = stepUp.demand(officer, "/account/recovery-codes");
        if (demand.isPresent()) {
            return demand.get();
        }
        try {
            return visit.page(
                    "identity/recovery-codes",
                    "",
                    Map.of("codes", enrolment.newRecoveryCodes(officer), "left", RecoveryCodes.COUNT));
        } catch (InputException e) {
            return account(visit, officer, FormErrors.of(e, visit.words())).withStatus(400);
        }
    }

    @PostMapping("/account/passkeys")
    Object addPasskey(
            Visit visit,
            Officer officer,
            HttpServletResponse response,
            @RequestParam("challenge") UUID challenge,
            @RequestParam("answer") String answer) {
        Optional<?> demand = stepUp.demand(officer, "/account");
        if (demand.isPresent()) {
            return demand.get();
        }
        if (!enrolment.addPasskey(officer, challenge, answer, Browser.of(visit.request()))) {
            return account(visit, officer, new FormErrors("", visit.words().of("identity.passkey.refused")))
                    .withStatus(400);
        }
        Notices.leave(response, "identity.notice.passkey-added");
        return Redirects.to("/account");
    }

    @PostMapping("/account/passkeys/{id}/remove")
    Object removePasskey(Visit visit, Officer officer, HttpServletResponse response, @PathVariable("id") UUID id) {
        Optional<?> demand = stepUp.demand(officer, "/account");
        if (demand.isPresent()) {
            return demand.get();
        }
        try {
            accounts.removePasskey(officer, id);
        } catch (InputException e) {
            return account(visit, officer, FormErrors.of(e, visit.words())).withStatus(400);
        }
        Notices.leave(response, "identity.notice.passkey-removed");
        return Redirects.to("/account");
    }

    @PostMapping("/account/sign-out-everywhere")
    Object everywhere(Officer officer, HttpServletResponse response) {
        signOut.everywhere(officer);
        cookies.take(response);
        return Redirects.to("/sign-in");
    }

    private Page account(Visit visit, Officer officer, FormErrors errors) {
        Challenges.Challenge challenge = challenges.give(Optional.of(officer.session()));
        return visit.page(
                "identity/account",
                "",
                Map.of(
                        "officer",
                        officer,
                        "account",
                        accounts.of(officer),
                        "errors",
                        errors,
                        "now",
                        clock.instant(),
                        "passkey",
                        new PasskeyForm(
                                "/account/passkeys",
                                "create",
                                challenge.id(),
                                PasskeyOptions.creation(
                                        passkeys,
                                        challenge,
                                        officer.actor().person().value(),
                                        officer.login(),
                                        officer.name()),
                                "/account")));
    }
}
