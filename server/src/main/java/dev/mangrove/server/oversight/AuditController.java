package dev.mangrove.server.oversight;

import dev.mangrove.server.audit.Anomalies;
import dev.mangrove.server.audit.AuditEntry;
import dev.mangrove.server.audit.AuditLog;
import dev.mangrove.server.audit.AuditQuery;
import dev.mangrove.server.audit.AuditRow;
import dev.mangrove.server.audit.AuditsOwnAct;
import dev.mangrove.server.audit.RecordRef;
import dev.mangrove.server.console.Csv;
import dev.mangrove.server.console.FormErrors;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.console.Page;
import dev.mangrove.server.console.RailEntry;
import dev.mangrove.server.console.Visit;
import dev.mangrove.server.console.Words;
import dev.mangrove.server.database.AgencyTransactions;
import dev.mangrove.server.database.Database;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.identity.Officer;
import dev.mangrove.server.identity.People;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Reading the audit, which is itself recorded.
@Controller
class AuditController {

    private static final String PLACE = "audit";
    private static final int ROWS = 50;
    private static final int CSV_ROWS = 1_000;
    private static final int ANOMALY_DAYS = 30;

    private final AuditLog log;
    private final AgencyTransactions transactions;
    private final People people;
    private final Clock clock;

    AuditController(AuditLog log, Database database, People people, Clock clock) {
        this.log = log;
        this.transactions = database.agencies();
        this.people = people;
        this.clock = clock;
    }

    @Bean
    static RailEntry auditPlace() {
        return new RailEntry(800, PLACE, "/audit", 'a');
    }

    @GetMapping("/audit")
    Page entries(
            Visit visit,
            Officer officer,
            @RequestParam(name = "person", defaultValue = "") String person,
            @RequestParam(name = "act", defaultValue = "") String act,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "text", defaultValue = "") String text,
            @RequestParam(name = "after", defaultValue = "") String after) {
        AuditFilter filter = new AuditFilter(person, act, from, to, text, after);
        try {
            return entries(visit, officer, filter, rows(officer, filter, ROWS + 1), FormErrors.none());
        } catch (InputException e) {
            return entries(visit, officer, filter, List.of(), FormErrors.of(e, visit.words()))
                    .withStatus(400);
        }
    }

    @GetMapping("/audit.csv")
    ResponseEntity<byte[]> csv(
            Visit visit,
            Officer officer,
            @RequestParam(name = "person", defaultValue = "") String person,
            @RequestParam(name = "act", defaultValue = "") String act,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "text", defaultValue = "") String text) {
        Words words = visit.words();
        Map<PersonId, String> names = people.names(officer);
        Csv csv = new Csv("at", "place", "who", "act", "outcome", "record", "recordId", "purpose", "reason", "detail");
        for (AuditRow row : rows(officer, new AuditFilter(person, act, from, to, text, ""), CSV_ROWS)) {
            csv.row(
                    row.at().toString(),
                    row.index().map(String::valueOf).orElse(""),
                    who(row, names, words),
                    row.act(),
                    row.outcome().name(),
                    row.record().kind(),
                    row.record().id(),
                    row.why().purpose().orElse(""),
                    row.why().reason().orElse(""),
                    row.why().detail().orElse(""));
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
                .body(csv.bytes());
    }

    @GetMapping("/audit/questions")
    Page questions(Visit visit, Officer officer) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), officer.agency().zone());
        transactions.write(
                officer.actor(),
                jdbc -> log.audit().record(AuditEntry.of(AuditsOwnAct.ENTRIES_READ, RecordRef.all("auditEntry"))));
        return visit.page(
                "oversight/questions",
                PLACE,
                Map.of(
                        "anomalies",
                        log.anomalies()
                                .between(
                                        officer.actor(),
                                        today.minusDays(ANOMALY_DAYS),
                                        today,
                                        officer.agency().zone(),
                                        Anomalies.FACTOR),
                        "names",
                        people.names(officer)));
    }

    private Page entries(Visit visit, Officer officer, AuditFilter filter, List<AuditRow> found, FormErrors errors) {
        Map<PersonId, String> names = people.names(officer);
        List<AuditRow> shown = found.size() > ROWS ? found.subList(0, ROWS) : found;
        Optional<AuditQuery.Cursor> next =
                found.size() > ROWS ? Optional.of(shown.getLast().cursor()) : Optional.empty();
        return visit.page(
                "oversight/audit",
                PLACE,
                Map.of(
                        "filter", filter,
                        "rows", shown,
                        "next", next.map(filter::next).orElse(""),
                        "names", names,
                        "errors", errors,
                        "integrity", log.integrity(),
                        "now", clock.instant()));
    }

    /// The rows, and the record that they were read, in one transaction.
    private List<AuditRow> rows(Officer officer, AuditFilter filter, int rows) {
        AuditQuery query = filter.query(officer.agency().zone(), rows);
        return transactions.write(officer.actor(), jdbc -> {
            AuditEntry entry = AuditEntry.of(AuditsOwnAct.ENTRIES_READ, RecordRef.all("auditEntry"));
            log.audit()
                    .record(
                            filter.text().isBlank()
                                    ? entry
                                    : entry.about(filter.text().strip()));
            return log.trail().find(officer.actor(), query);
        });
    }

    static String who(AuditRow row, Map<PersonId, String> names, Words words) {
        if (row.personErased()) {
            return words.of("oversight.erased");
        }
        return row.person()
                .map(person -> names.getOrDefault(person, person.value().toString()))
                .or(row::machine)
                .orElseGet(() -> words.of("oversight.nobody"));
    }
}
