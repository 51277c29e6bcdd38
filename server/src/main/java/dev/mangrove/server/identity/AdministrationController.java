package dev.mangrove.server.identity;

import dev.mangrove.server.access.Role;
import dev.mangrove.server.console.FormErrors;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.console.NotFoundException;
import dev.mangrove.server.console.Notices;
import dev.mangrove.server.console.Page;
import dev.mangrove.server.console.Redirects;
import dev.mangrove.server.console.Visit;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.proposals.Proposals;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// People and their roles.
@Controller
class AdministrationController {

    private static final String PLACE = "administration";

    private final People people;
    private final Proposals proposals;
    private final StepUp stepUp;
    private final URI publicUrl;

    AdministrationController(People people, Proposals proposals, StepUp stepUp, PublicUrl publicUrl) {
        this.people = people;
        this.proposals = proposals;
        this.stepUp = stepUp;
        this.publicUrl = publicUrl.url();
    }

    @GetMapping("/administration")
    Page all(Visit visit, Officer officer) {
        return all(visit, officer, FormErrors.none(), "", "");
    }

    @PostMapping("/administration/people")
    Object invite(
            Visit visit, Officer officer, @RequestParam("login") String login, @RequestParam("name") String name) {
        Optional<?> demand = stepUp.demand(officer, "/administration");
        if (demand.isPresent()) {
            return demand.get();
        }
        try {
            return invitation(visit, officer, people.invite(officer, login, name));
        } catch (InputException e) {
            return all(visit, officer, FormErrors.of(e, visit.words()), login, name)
                    .withStatus(400);
        }
    }

    @GetMapping("/administration/people/{id}")
    Page one(Visit visit, Officer officer, @PathVariable("id") UUID id) {
        return one(visit, officer, id, FormErrors.none());
    }

    @PostMapping("/administration/people/{id}/invitation")
    Object inviteAgain(Visit visit, Officer officer, @PathVariable("id") UUID id) {
        Optional<?> demand = stepUp.demand(officer, "/administration/people/" + id);
        if (demand.isPresent()) {
            return demand.get();
        }
        try {
            return invitation(visit, officer, people.inviteAgain(officer, new PersonId(id)));
        } catch (InputException e) {
            return one(visit, officer, id, FormErrors.of(e, visit.words())).withStatus(400);
        }
    }

    @PostMapping("/administration/people/{id}/disable")
    Object disable(Visit visit, Officer officer, HttpServletResponse response, @PathVariable("id") UUID id) {
        try {
            people.disable(officer, new PersonId(id));
        } catch (InputException e) {
            return one(visit, officer, id, FormErrors.of(e, visit.words())).withStatus(400);
        }
        Notices.leave(response, "identity.notice.disabled");
        return Redirects.to("/administration/people/" + id);
    }

    /// Proposes to grant a role, or to take it.
    @PostMapping("/administration/people/{id}/roles")
    Object proposeRole(
            Visit visit,
            Officer officer,
            HttpServletResponse response,
            @PathVariable("id") UUID id,
            @RequestParam("role") String role,
            @RequestParam("change") String change,
            @RequestParam("reason") String reason) {
        Optional<?> demand = stepUp.demand(officer, "/administration/people/" + id);
        if (demand.isPresent()) {
            return demand.get();
        }
        try {
            Person person = people.byId(officer, new PersonId(id)).orElseThrow(NotFoundException::new);
            boolean grants = "grant".equals(change);
            Role wanted = role(role);
            if (person.roles().contains(wanted) == grants) {
                throw new InputException("role", grants ? "identity.role.has" : "identity.role.has-not", person.name());
            }
            proposals.propose(officer.actor(), officer.roles(), RoleChange.kindOf(grants), id, wanted.code(), reason);
        } catch (InputException e) {
            return one(visit, officer, id, FormErrors.of(e, visit.words())).withStatus(400);
        }
        Notices.leave(response, "identity.notice.role-proposed");
        return Redirects.to("/");
    }

    private static Role role(String code) {
        try {
            return Role.ofCode(code);
        } catch (IllegalArgumentException e) {
            throw new InputException("role", "identity.role.unknown");
        }
    }

    private Page all(Visit visit, Officer officer, FormErrors errors, String login, String name) {
        return visit.page(
                "identity/people",
                PLACE,
                Map.of(
                        "people",
                        people.all(officer),
                        "roles",
                        List.of(Role.values()),
                        "firstTwo",
                        people.activeAdministrators(officer) < People.ADMINISTRATORS_NEEDED,
                        "errors",
                        errors,
                        "login",
                        login,
                        "name",
                        name));
    }

    private Page one(Visit visit, Officer officer, UUID id, FormErrors errors) {
        Person person = people.byId(officer, new PersonId(id)).orElseThrow(NotFoundException::new);
        return visit.page(
                "identity/person",
                PLACE,
                Map.of("person", person, "roles", List.of(Role.values()), "errors", errors, "officer", officer));
    }

    private Page invitation(Visit visit, Officer officer, People.Invitation invitation) {
        Person person = people.byId(officer, invitation.person()).orElseThrow(NotFoundException::new);
        return visit.page(
                "identity/invited",
                PLACE,
                Map.of(
                        "person", person,
                        "link", publicUrl.resolve(invitation.path()).toString(),
                        "until", invitation.goodUntil()));
    }
}
