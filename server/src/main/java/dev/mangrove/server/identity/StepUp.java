package dev.mangrove.server.identity;

import dev.mangrove.server.console.Redirects;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;

/// Whether a person has proved a factor within the last minutes, as acts that need two people ask for.
public final class StepUp {

    private final Clock clock;

    StepUp(Clock clock) {
        this.clock = clock;
    }

    public boolean isFresh(Officer officer) {
        return officer.steppedUpAt()
                .map(at -> at.plus(Session.STEP_UP_MAX).isAfter(clock.instant()))
                .orElse(false);
    }

    /// Where to send somebody who has to prove a factor first; empty when it is fresh.
    ///
    /// @param back the page from which the act is to be done again
    public Optional<ResponseEntity<Void>> demand(Officer officer, String back) {
        return isFresh(officer) ? Optional.empty() : Optional.of(Redirects.to("/step-up", Map.of("back", back)));
    }
}
