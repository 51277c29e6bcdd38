package dev.mangrove.server.audit;

import dev.mangrove.server.database.AgencyTransactions;
import dev.mangrove.server.database.RoleTransactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The unit's audit log as a whole: opened once by the server, which starts the sealing with it.
///
/// ```java
/// AuditLog log = AuditLog.open(
///         database.agencies(), database.audit(), data.secrets(), "unit.example/audit", names);
/// log.start();
/// ```
///
/// Safe for use by several threads.
public final class AuditLog implements AutoCloseable {

    private static final String KEY_FILE = "audit-signing.key";

    /// What the last sound check vouches for, outside the database: who rewrites the database alone is found.
    private static final String SEEN_FILE = "audit-checkpoint-seen.txt";

    private final RoleTransactions own;
    private final Path folder;
    private final LogSigningKey key;
    private final Sealing sealing;
    private final Sequencer sequencer;
    private final Audit audit;
    private final AuditTrail trail;
    private final Anomalies anomalies;
    private final Clock clock = Clock.systemUTC();
    private volatile Integrity.@Nullable SelfCheck lastCheck;

    private AuditLog(
            AgencyTransactions agencies, RoleTransactions own, Path folder, LogSigningKey key, PersonNames names) {
        this.own = own;
        this.folder = folder;
        this.key = key;
        this.sealing = new Sealing(own, key);
        this.sequencer = new Sequencer(sealing);
        this.audit = new Audit(agencies, own, names);
        this.trail = new AuditTrail(agencies);
        this.anomalies = new Anomalies(agencies);
    }

    /// Opens the log; at the first time its signing key is made.
    ///
    /// @param folder where secrets lie; only the server's account may read it
    /// @param origin the log's name, such as `unit.example/audit`: no blanks and no '+'
    public static AuditLog open(
            AgencyTransactions agencies, RoleTransactions own, Path folder, String origin, PersonNames names)
            throws IOException {
        return new AuditLog(agencies, own, folder, LogSigningKey.openOrCreate(folder.resolve(KEY_FILE), origin), names);
    }

    /// Begins to seal, in a thread of its own.
    public void start() {
        sequencer.start();
    }

    public Audit audit() {
        return audit;
    }

    public AuditTrail trail() {
        return trail;
    }

    public Anomalies anomalies() {
        return anomalies;
    }

    /// The line with which anyone checks this log.
    public LogPublicKey publicKey() {
        return key.publicKey();
    }

    /// Seals what waits, now: before an export or a stop.
    public void seal() {
        int rows;
        do {
            rows = sealing.seal();
        } while (rows > 0);
    }

    /// Writes the log to an empty folder.
    ///
    /// @param withPersons whether persons and words go with it, or only commitments to them
    /// @return entries written
    public long export(Path target, boolean withPersons) throws IOException {
        return AuditExport.write(new DatabaseLog(own), target, withPersons);
    }

    /// Checks the log in the database, and against what the last sound check saw.
    ///
    /// @param earlier notes of checkpoints that left the building
    public VerifyReport verify(List<String> earlier) throws IOException {
        List<String> notes = new ArrayList<>(earlier);
        Path seen = folder.resolve(SEEN_FILE);
        if (Files.exists(seen)) {
            notes.add(Files.readString(seen));
        }
        DatabaseLog log = new DatabaseLog(own);
        VerifyReport report =
                new AuditVerification(log, key.publicKey(), AuditVerify.earlier(notes, key.publicKey())).run();
        lastCheck = new Integrity.SelfCheck(clock.instant(), report);
        if (report.isSound() && log.checkpoint().isPresent()) {
            Path fresh = folder.resolve(SEEN_FILE + ".new");
            Files.writeString(fresh, log.checkpoint().get());
            Files.move(fresh, seen, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return report;
    }

    /// The proof that one sealed entry is in the tree of the newest checkpoint, as a `.tlog-proof` file.
    public String proof(long index) {
        return own.read(jdbc -> {
            SignedNote note = SignedNote.parse(jdbc.sql("SELECT note FROM audit.checkpoints ORDER BY size DESC LIMIT 1")
                    .query(String.class)
                    .single());
            long size = Checkpoint.parse(note.text()).size();
            List<TreeHash> hashes = TreeProofs.inclusion(index, size, new StoredTiles(jdbc).nodes(size));
            return new TlogProof(index, hashes, note).toString();
        });
    }

    /// How the log stands.
    public Integrity integrity() {
        return own.read(jdbc -> {
            long waiting = jdbc.sql("SELECT count(*) FROM audit.unsealed")
                    .query(Long.class)
                    .single();
            Optional<Instant> oldest = jdbc.sql("SELECT at FROM audit.unsealed ORDER BY at LIMIT 1")
                    .query((row, number) -> row.getTimestamp("at").toInstant())
                    .optional();
            Optional<Newest> newest = jdbc.sql(
                            "SELECT size, sealed_at, note FROM audit.checkpoints ORDER BY size DESC LIMIT 1")
                    .query((row, number) -> new Newest(
                            row.getLong("size"), row.getTimestamp("sealed_at").toInstant(), row.getString("note")))
                    .optional();
            return new Integrity(
                    newest.map(Newest::size).orElse(0L),
                    newest.map(Newest::note),
                    newest.map(Newest::sealedAt),
                    waiting,
                    oldest.map(this::age),
                    sequencer.trouble(),
                    Optional.ofNullable(lastCheck));
        });
    }

    /// The newest checkpoint's row.
    private record Newest(long size, Instant sealedAt, String note) {}

    private Duration age(Instant at) {
        Duration age = Duration.between(at, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /// Ends the sealing; what is unsealed is sealed at the next start.
    @Override
    public void close() {
        sequencer.close();
    }
}
