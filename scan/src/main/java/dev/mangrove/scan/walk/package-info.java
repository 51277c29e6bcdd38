/// Walks containers: what members a ZIP, 7z, RAR, TAR, compressed file or web archive holds, and what the
/// containers among them hold. Runs in a worker process only, because hostile bytes are parsed here.
///
/// ```java
/// WalkOutcome outcome = ContainerWalker.walk(channel, name, MediaType.ZIP, WalkLimits.STANDARD, folder, listener);
/// ```
///
/// Every member is told of exactly once, with its number: a picture as [FoundMember.Pending] with its bytes,
/// anything else settled, with digests wherever its bytes could be read to their end. Nothing is dropped: what
/// is encrypted, damaged, beyond a limit or a link is listed with the reason. Bytes are counted as they come
/// out of a decompressor; no declared size is believed, and no name is used as a path.
///
/// Remarks on a member: `memberTruncated` (what was read is only its beginning), `crcMismatch`,
/// `sizeMismatch`, `overlapping` (shares bytes with another member), `notInDirectory` (only a local header
/// tells of it), `localHeaderUsed` (the directory is lost), `localHeaderMissing`, `localHeaderDiffers`,
/// `localNameDiffers`, `bytesAfterData` (of no member); of a web archive `revisit`, `partialContent`, `warcTruncated`,
/// `contentLengthWrong`,
/// `httpHeadMissing`, `chunkingAbsent`, `contentCodingAbsent`. Remarks on a container: `notInDirectory:N`,
/// `localHeadersUsed:N`, `directoryCountDiffers`, `resynchronised:N`, `membersAfterEnd`, `trailingBytes`,
/// `crcMismatch`, `contentLengthWrong:N`, `requestUnreadable:N`.
///
/// Remarks on members and containers of disk images stand in `docs/notes.md`.
///
/// It opens no ARJ, CPIO, LZ4, CAB or ARC file, takes no password, and leaves the content coding `br` on.
///
/// Sources: PKWARE APPNOTE 6.3.10; POSIX.1-2017 pax; GNU tar manual, "Basic Tar Format"; RFC 1951, 1952, 9110,
/// 9112; ISO 28500:2017 (WARC 1.1); D. Fifield, "A better zip bomb" (2019) for overlapping members.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.walk;
