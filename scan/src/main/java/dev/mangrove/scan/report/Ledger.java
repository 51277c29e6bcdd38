package dev.mangrove.scan.report;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/// How every item ended: items = pictures examined + digests only + not examined, by reason.
///
/// @param notExamined only reasons that occur
record Ledger(long items, long pictureExamined, long digestsOnly, Map<Reason, Long> notExamined) {

    static Ledger read(ReportSource source) throws SQLException, IOException {
        long[] states = new long[2];
        Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
        source.forEach("SELECT state, reason, count(*) FROM item GROUP BY state, reason", row -> {
            long count = row.getLong(3);
            switch (row.getString(1)) {
                case "pictureExamined" -> states[0] += count;
                case "digestsOnly" -> states[1] += count;
                default -> reasons.merge(reason(row.getString(2)), count, Long::sum);
            }
        });
        return new Ledger(source.count("SELECT count(*) FROM item"), states[0], states[1], reasons);
    }

    /// Reads a reason.
    ///
    /// @throws ReportException where this version does not know it
    static Reason reason(String label) throws ReportException {
        for (Reason reason : Reason.values()) {
            if (reason.label().equals(label)) {
                return reason;
            }
        }
        throw new ReportException("the workspace holds items with the reason `" + Visible.text(label)
                + "`, which this version does not know. Use the version that made the workspace.");
    }

    long notExaminedItems() {
        return notExamined.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean balances() {
        return items == pictureExamined + digestsOnly + notExaminedItems();
    }
}
