package dev.mangrove.server.database;

/// The roles of the database, each with the least that its work needs. None is a superuser, none passes by
/// row-level security, and only `OWNER` owns anything.
public enum DatabaseRole {
    /// Owns schemas and tables; nobody can log in as it.
    OWNER("mangrove_owner", false),
    /// Runs migrations: may become the owner, and has no right of its own.
    MIGRATION("mangrove_migration", true),
    /// The work of every domain, always within one agency.
    APP("mangrove_app", true),
    /// Finds the person who signs in, before an agency is known.
    SIGN_IN("mangrove_sign_in", true),
    /// Takes reports in from the public: may add, and read nothing.
    INTAKE("mangrove_intake", true),
    /// Starts and ends base backups; reads no table.
    BACKUP("mangrove_backup", true),
    /// Orders and reads the audit over agencies.
    AUDIT("mangrove_audit", true);

    private final String sqlName;
    private final boolean login;

    DatabaseRole(String sqlName, boolean login) {
        this.sqlName = sqlName;
        this.login = login;
    }

    public String sqlName() {
        return sqlName;
    }

    public boolean mayLogIn() {
        return login;
    }
}
