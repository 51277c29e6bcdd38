package dev.mangrove.server.identity;

import java.util.Locale;

/// How a session began.
public enum Factor {
    PASSKEY,
    PASSWORD_AND_CODE,
    PASSWORD_AND_RECOVERY_CODE,
    /// A set-up link or an invitation.
    INVITATION,
    /// The first half of two.
    PASSWORD,
    SINGLE_SIGN_ON;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Factor ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
