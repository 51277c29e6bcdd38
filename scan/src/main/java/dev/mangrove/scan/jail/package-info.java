/// Outside programs over hostile bytes, run by a worker and never by the parent.
///
/// ```java
/// JailedProgram program = JailedProgram.of("ffmpeg", List.of("-i", JailedProgram.evidence("0"), "-f", "null", "-"))
///         .over("0", channel)
///         .within(limits);
/// JailResult result = program.run(output -> read(output));
/// ```
///
/// Where bubblewrap works the program sees a read-only system, no network, no other process, an empty folder
/// for temporary files, and the evidence under a neutral name on a read-only mount of the worker's own open
/// descriptor: no name of evidence is ever an argument, and its access time cannot change. Elsewhere it is a
/// plain child that ends with its worker and has the same limits, over a temporary copy of the evidence
/// ([Jail] says which of the two holds, for the head of a report).
///
/// What this is not: protection of the worker from what the program answers. Its output is as hostile as the
/// evidence.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.jail;
