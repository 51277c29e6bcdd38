/// Long-lived child processes in which hostile bytes are parsed, and the checked, framed protocol to them.
///
/// ```java
/// try (WorkerPool pool = WorkerPool.start(WorkerSettings.of(temporaryFolder))) {
///     Examination examination = pool.examine(path).join();
/// }
/// ```
///
/// A worker is this program again, started as [WorkerMain] on the same class path, with a fixed heap, a clean
/// environment, and no network where the system permits ([WorkerIsolation]). It opens evidence read-only by
/// its raw path, and answers over its standard output in frames with a length and a checksum. The parent
/// believes nothing of what it reads: lengths, enums and ranges are checked, and a worker that breaks the
/// protocol is ended like one that died.
///
/// No item can stop a scan. An item whose worker dies, hangs or runs out of memory is tried once more, alone,
/// in a worker with a tripled heap and limit of time; then it is recorded with its reason, and its digests
/// are taken by a worker that parses nothing. A member that ends the walk over its container twice is left
/// out of the third.
///
/// What this is not: a sandbox against a worker that was taken over. It has the rights of its user to read
/// files; what it lacks is the network and a way to make the parent believe nonsense.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.worker;
