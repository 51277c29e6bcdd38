package dev.mangrove.server.proposals;

import dev.mangrove.server.audit.Audit;
import dev.mangrove.server.database.Database;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the mechanism together with the acts that the domains declare.
@Configuration(proxyBeanMethods = false)
class ProposalsConfiguration {

    @Bean
    Proposals proposals(Database database, Audit audit, List<ProposedAct> acts, Clock clock) {
        return new Proposals(database.agencies(), audit, acts, clock);
    }
}
