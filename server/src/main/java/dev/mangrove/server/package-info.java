/// The unit's server and web console: a modular monolith on PostgreSQL.
///
/// A package per domain; inside a domain one flat package, of which only the facade, its records and its events are
/// public. What no domain owns lies in packages of its own: `postgres` starts and keeps the database server,
/// `database`
/// holds roles, migrations and the second lock, `console` the frame of every page.
@NullMarked
package dev.mangrove.server;

import org.jspecify.annotations.NullMarked;
