/// From a capture to findings.
///
/// ```java
/// ScanRequest request = ScanRequest.of(captures, lists, workspace);
/// ScanEnd end = new Scan(request, ScanProgress.NONE).run();
/// ```
///
/// [dev.mangrove.scan.Scan] is the coordinator: it lists the captures, lets workers examine every file and every member
/// of
/// every container, and writes each result once into the workspace's journal. It parses nothing itself. Ended
/// at any instant, however it was ended, the same command goes on where it was.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan;
