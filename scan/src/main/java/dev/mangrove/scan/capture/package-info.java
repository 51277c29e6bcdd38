/// A capture's files by their raw names: listed and opened without following links, without writing,
/// and without touching access times where the system permits.
///
/// ```java
/// EvidenceFiles files = EvidenceFiles.system();
/// files.walk(folder, visitor);
/// try (EvidenceFile file = files.open(folder.resolve(relativePath))) {
///     file.read(buffer);
/// }
/// ```
///
/// On Linux names stay the bytes that they are, whatever the locale; files and folders are opened with
/// `O_NOATIME`, which the system grants to root and to a file's owner, and [EvidenceFile#keepsAccessTime]
/// tells whether it did. Elsewhere `java.nio` does the same less completely. Nothing here looks into a file.
///
/// Sources: open(2), statx(2), getdents(2), readdir(3), path_resolution(7).
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.capture;
