/// Builds a known list from the formats that units exchange, or from a folder of pictures.
///
/// ```java
/// ListPlan plan = new ListPlan("Unit list", Optional.empty(), "Example Unit", HashProfile.REFERENCE, scheme);
/// try (ListBuild build = ListBuild.begin(output, plan)) {
///     build.addFile(source);
///     ListSummary summary = build.finish();
/// }
/// ```
///
/// Memory does not grow with a list. Nothing appears under the output's name until the list is whole.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.list;
