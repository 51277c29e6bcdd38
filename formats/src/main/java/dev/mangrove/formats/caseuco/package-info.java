/// CASE/UCO 1.x as JSON-LD, out only: what was found, where it lay, and what was done, for other forensic tools.
///
/// ```java
/// try (CaseUcoWriter graph = new CaseUcoWriter(out)) {
///     String tool = graph.tool(new UcoTool("Mangrove", "0.1", "..."));
///     String file = graph.file(UcoFile.keyed("a.zip!/b.jpg").fileName("b.jpg").build());
///     graph.finish();
/// }
/// ```
///
/// The writer does not validate; SHACL shapes do that out of band. Source: casework/CASE-Examples, the ontologies
/// of unifiedcyberontology.org and caseontology.org.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.caseuco;
