package dev.mangrove.server.today;

import dev.mangrove.server.console.Page;
import dev.mangrove.server.console.RailEntry;
import dev.mangrove.server.console.Visit;
import dev.mangrove.server.identity.Officer;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The first page.
@Controller
class TodayController {

    @Bean
    static RailEntry todayPlace() {
        return new RailEntry(100, "today", "/", 't');
    }

    @GetMapping("/")
    Page today(Visit visit, Officer officer) {
        return visit.page("today/today", "today", Map.of("officer", officer));
    }
}
