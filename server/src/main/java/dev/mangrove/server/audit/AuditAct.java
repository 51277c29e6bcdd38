package dev.mangrove.server.audit;

import java.util.Locale;

/// What can be done, as one word in the past tense. Each domain has its closed list: an enum of its own.
///
/// ```java
/// enum MatchingAct implements AuditAct {
///     LIST_UPLOADED, HASH_LOOKED_UP;
///
///     @Override
///     public String domain() {
///         return "matching";
///     }
/// }
/// ```
public interface AuditAct {

    /// The domain, in small letters; it is the name of its package.
    String domain();

    /// The word in capitals, as an enum constant has it.
    String name();

    /// As entries have it: `matching.hashLookedUp`. It never changes once an entry has it.
    default String code() {
        StringBuilder code = new StringBuilder(domain()).append('.');
        boolean capital = false;
        for (char c : name().toLowerCase(Locale.ROOT).toCharArray()) {
            if (c == '_') {
                capital = true;
            } else {
                code.append(capital ? Character.toUpperCase(c) : c);
                capital = false;
            }
        }
        return code.toString();
    }
}
