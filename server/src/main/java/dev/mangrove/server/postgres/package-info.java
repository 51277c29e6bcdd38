/// The PostgreSQL that Mangrove starts and keeps itself, when a unit names no server of its own.
///
/// ```java
/// try (DataFolder data = DataFolder.open(folder);              // 0700, locked against a second Mangrove
///         EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
///     postgres.jdbcUrl("postgres");                            // jdbc:postgresql://127.0.0.1:<free port>/postgres
///     postgres.administrator();                                // name and password of the superuser
///     postgres.trouble();                                      // for the health page; empty when all is well
/// }
/// ```
///
/// It is the real PostgreSQL: its programs come packed in a jar and are unpacked once into the data folder. It
/// listens on the loopback address only, asks every connection for a password (SCRAM), keeps checksums of all
/// pages and flushes
/// each commit. A server left over from a crash is stopped before the next start, a killed one is started again
/// on the same port. `DataFolder` tells where everything lies.
///
/// Nothing here knows roles, tables or migrations: that is `database`.
///
/// Sources: <https://www.postgresql.org/docs/18/app-postgres.html>,
/// <https://www.postgresql.org/docs/18/server-shutdown.html>,
/// <https://www.postgresql.org/docs/18/continuous-archiving.html>.
@NullMarked
package dev.mangrove.server.postgres;

import org.jspecify.annotations.NullMarked;
