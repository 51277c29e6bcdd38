package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Tells a mail and a mailbox by the fields they begin with.
///
/// Every line up to the first empty one must be a field or the continuation of one. Three of them must be fields of
/// mail, one of those such that only mail has: a head of HTTP, a patch and a text with colons have not.
final class MailSniffer {

    private static final Set<String> ONLY_MAIL =
            Set.of("message-id", "received", "mime-version", "return-path", "delivered-to", "x-mailer");
    private static final Set<String> MAIL = Set.of(
            "from",
            "to",
            "cc",
            "subject",
            "date",
            "sender",
            "reply-to",
            "in-reply-to",
            "references",
            "content-type",
            "content-transfer-encoding",
            "dkim-signature",
            "x-received",
            "received-spf",
            "authentication-results");
    private static final int FIELDS_MIN = 3;
    private static final int NAME_BYTES_MAX = 76;

    private MailSniffer() {}

    static Optional<MediaType> sniff(Head h) {
        boolean mailbox = h.hasText(0, "From ");
        int at = mailbox ? behindLine(h, 0) : 0;
        Set<String> met = new HashSet<>();
        while (at < h.length() && h.at(at) != '\n' && !h.has(at, '\r', '\n')) {
            boolean folded = h.at(at) == ' ' || h.at(at) == '\t';
            if (!folded) {
                Optional<String> name = name(h, at);
                if (name.isEmpty()) {
                    // The last line of a head that was cut is allowed to be half a name.
                    boolean cut = behindLine(h, at) >= h.length();
                    return cut ? verdict(mailbox, met) : Optional.empty();
                }
                met.add(name.get());
            } else if (met.isEmpty()) {
                return Optional.empty();
            }
            at = behindLine(h, at);
        }
        return verdict(mailbox, met);
    }

    private static Optional<MediaType> verdict(boolean mailbox, Set<String> met) {
        long mail = met.stream()
                .filter(name -> MAIL.contains(name) || ONLY_MAIL.contains(name))
                .count();
        boolean certain = met.stream().anyMatch(ONLY_MAIL::contains);
        boolean told = met.contains("from") || met.contains("date") || met.contains("received");
        return certain && told && mail >= FIELDS_MIN
                ? Optional.of(mailbox ? MediaType.MBOX : MediaType.EML)
                : Optional.empty();
    }

    private static int behindLine(Head h, int from) {
        int at = from;
        while (at < h.length() && h.at(at) != '\n') {
            at++;
        }
        return at + 1;
    }

    private static Optional<String> name(Head h, int from) {
        int at = from;
        while (h.at(at) > 0x20 && h.at(at) < 0x7F && h.at(at) != ':' && at - from < NAME_BYTES_MAX) {
            at++;
        }
        return at > from && h.at(at) == ':'
                ? Optional.of(h.text(from, at - from).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
