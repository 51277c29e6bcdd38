/// A scan's memory: one folder with one SQLite file that holds settings, the journal of examinations and the
/// results. Killed at any instant, what was committed is whole, and the next run goes on from there.
///
/// ```java
/// try (Workspace workspace = Workspace.openOrCreate(folder, settings, captures)) {
///     if (!workspace.done().isDone(1, path, 0)) {
///         workspace.items().append(record);      // from any thread
///     }
///     workspace.items().flush();
/// }
/// ```
///
/// A scan and a rematch hold the workspace's lock; a report or a status opens it to read only, also meanwhile.
/// Nothing here examines or matches.
///
/// Source for the durability settings: <https://www.sqlite.org/wal.html> and <https://www.sqlite.org/pragma.html>.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.workspace;
