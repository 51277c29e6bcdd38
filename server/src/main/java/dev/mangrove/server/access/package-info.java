/// Who may call what: one table of routes and roles, read from `access-table.csv`, that both the running router
/// and the tests obey.
///
/// ```
/// AccessTable table = AccessTable.load();
/// table.row("GET", "/lists").allows(Set.of(Role.ANALYST)); // true
/// ```
///
/// A route that the table does not name is refused, and a test fails when the router has one. The table is the
/// first lock; what a person may see of a record (own agency, member of the case) is decided by each domain, and a
/// second time by row-level security in the database.
@NullMarked
package dev.mangrove.server.access;

import org.jspecify.annotations.NullMarked;
