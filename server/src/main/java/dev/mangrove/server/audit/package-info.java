/// Who did what, to which record, why: recorded with the act itself, in a log that shows every later change, and
/// the only place that issues `ContentAccess`.
///
/// An entry is a short text ([EntryText]) that holds no personal fields, only salted commitments to them
/// ([Opening]); so they can be erased while the tree stays whole. Entries are the leaves of a Merkle tree, its
/// tiles are stored as they grow, and each second with changes ends with a signed [Checkpoint]. A checkpoint that
/// left the building vouches for everything before it, whoever controls the server later.
///
/// ```java
/// VerifyReport report = AuditVerify.folder(folder, LogPublicKey.parse(vkey), List.of(noteOfLastMonth));
/// if (!report.isSound()) {
///     AuditFinding first = report.findings().getFirst();
/// }
/// ```
///
/// What it does not do: it cannot show what was never recorded, and what a superuser of the database removes
/// within the second before an entry is sealed is gone. Without a checkpoint from outside, whoever holds the
/// signing key can write another log that is sound by itself.
///
/// Sources: RFC 9162 (tree and proofs); of C2SP: signed-note, tlog-checkpoint, tlog-tiles, tlog-proof; RFC 8032
/// (Ed25519); RFC 2104 (HMAC).
@NullMarked
package dev.mangrove.server.audit;

import org.jspecify.annotations.NullMarked;
