package dev.mangrove.server.today;

import dev.mangrove.server.console.FormErrors;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.console.NotFoundException;
import dev.mangrove.server.console.Notices;
import dev.mangrove.server.console.Page;
import dev.mangrove.server.console.RailEntry;
import dev.mangrove.server.console.Redirects;
import dev.mangrove.server.console.Visit;
import dev.mangrove.server.identity.Officer;
import dev.mangrove.server.identity.People;
import dev.mangrove.server.identity.StepUp;
import dev.mangrove.server.proposals.Proposals;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The first page, and the proposals that wait there.
@Controller
class TodayController {

    private static final String PLACE = "today";

    private final Proposals proposals;
    private final People people;
    private final StepUp stepUp;
    private final Clock clock;

    TodayController(Proposals proposals, People people, StepUp stepUp, Clock clock) {
        this.proposals = proposals;
        this.people = people;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    @Bean
    static RailEntry todayPlace() {
        return new RailEntry(100, PLACE, "/", 't');
    }

    @GetMapping("/")
    Page today(Visit visit, Officer officer) {
        return visit.page(
                "today/today",
                PLACE,
                Map.of(
                        "officer", officer,
                        "proposals", proposals.open(officer.actor(), officer.roles(), visit.words()),
                        "names", people.names(officer),
                        "now", clock.instant()));
    }

    @GetMapping("/proposals/{id}")
    Page proposal(Visit visit, Officer officer, @PathVariable("id") UUID id) {
        return proposal(visit, officer, id, FormErrors.none());
    }

    @PostMapping("/proposals/{id}/agree")
    Object agree(Visit visit, Officer officer, HttpServletResponse response, @PathVariable("id") UUID id) {
        Optional<?> demand = stepUp.demand(officer, "/proposals/" + id);
        return demand.isPresent()
                ? demand.get()
                : decide(
                        visit,
                        officer,
                        response,
                        id,
                        "today.notice.agreed",
                        () -> proposals.agree(officer.actor(), officer.roles(), id));
    }

    @PostMapping("/proposals/{id}/refuse")
    Object refuse(Visit visit, Officer officer, HttpServletResponse response, @PathVariable("id") UUID id) {
        return decide(
                visit,
                officer,
                response,
                id,
                "today.notice.refused",
                () -> proposals.refuse(officer.actor(), officer.roles(), id));
    }

    @PostMapping("/proposals/{id}/withdraw")
    Object withdraw(Visit visit, Officer officer, HttpServletResponse response, @PathVariable("id") UUID id) {
        return decide(
                visit,
                officer,
                response,
                id,
                "today.notice.withdrawn",
                () -> proposals.withdraw(officer.actor(), officer.roles(), id));
    }

    private Object decide(
            Visit visit, Officer officer, HttpServletResponse response, UUID id, String notice, Runnable act) {
        try {
            act.run();
        } catch (InputException e) {
            return proposal(visit, officer, id, FormErrors.of(e, visit.words())).withStatus(400);
        }
        Notices.leave(response, notice);
        return Redirects.to("/");
    }

    private Page proposal(Visit visit, Officer officer, UUID id, FormErrors errors) {
        Proposals.Shown shown = proposals
                .byId(officer.actor(), officer.roles(), id, visit.words())
                .orElseThrow(NotFoundException::new);
        return visit.page(
                "today/proposal",
                PLACE,
                Map.of("shown", shown, "names", people.names(officer), "errors", errors, "now", clock.instant()));
    }
}
