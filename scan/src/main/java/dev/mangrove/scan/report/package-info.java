/// Writes what a scan found: HTML for people, CSV, VICS 2.0 and CASE/UCO for other tools, and exported originals.
///
/// ```java
/// Reports.write(workspace, ReportFormat.HTML, Path.of("report.html"));
/// Exporter.export(new ExportRequest(workspace, List.of("4f2a01c9b7d3"), "second look, case 26-011", folder));
/// ```
///
/// A report is made from the workspace's tables alone ([ReportSource], read-only); the capture is not needed. It
/// tells nothing of its own making, so that the same workspace gives the same bytes. It is written under a passing
/// name and moved when whole ([WholeFile]), and never into a capture ([OutputPlace]). Every report streams: one item
/// is held at a time, in VICS the places of one content.
///
/// What a capture or a list brought along is hostile text: [HtmlWriter] lets no value become markup, the CSV writer
/// none become a formula, and [Visible] lets no character hide or reorder others.
///
/// Originals leave through [Exporter] alone, which records the purpose first. Nothing here shows a picture.
///
/// What each report holds: `docs/reports.md`.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.report;
