/// Matches stored examinations against known lists, and so turns them into findings: matches, known good,
/// stacks, leads, and one digest over them all.
///
/// ```java
/// try (Workspace workspace = Workspace.open(folder)) {
///     ScanSummary summary = Matching.run(workspace, lists, knownGood, 31, 2);
///     System.out.println(summary.toJson());
/// }
/// ```
///
/// Results are replaced as a whole, in one transaction. A list is asked once for each distinct content; memory
/// does not grow with the number of items or entries. Nothing here opens a capture.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.match;
