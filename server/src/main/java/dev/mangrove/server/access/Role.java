package dev.mangrove.server.access;

import java.util.Locale;

/// What a person does in a unit. A person may have several; each is granted by two people.
public enum Role {
    ANALYST,
    HOTLINE_ANALYST,
    SUPERVISOR,
    LIAISON,
    BORDER_OFFICER,
    FINANCIAL_ANALYST,
    STATISTICIAN,
    WELFARE_LEAD,
    AUDITOR,
    /// Keeps people, roles and settings; sees no content of a case.
    ADMINISTRATOR;

    /// As it stands in the access table and in the database, such as `hotline-analyst`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException when no role has that code
    public static Role ofCode(String code) {
        for (Role role : values()) {
            if (role.code().equals(code)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role is called '" + code + "'");
    }
}
