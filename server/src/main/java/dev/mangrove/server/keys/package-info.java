/// The keys by which single fields are sealed before they reach the database: second factors, names that may be
/// erased.
///
/// The keys lie in one file outside the data folder, so that neither a stolen database nor a backup of it can be
/// read with
/// what it holds. A sealed value is bound to the place it belongs to: moved to another row it does not open.
///
/// ```
/// FieldKeys keys = FieldKeys.readOrMake(file);
/// byte[] sealed = keys.seal(secret, "identity.totp", personId);
/// byte[] opened = keys.open(sealed, "identity.totp", personId);
/// ```
///
/// It does not protect against someone who holds both the file and the database, nor against the running server.
/// Built on Tink (AES-256-GCM, keysets with rotation).
@NullMarked
package dev.mangrove.server.keys;

import org.jspecify.annotations.NullMarked;
