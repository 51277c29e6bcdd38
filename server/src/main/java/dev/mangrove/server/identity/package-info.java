/// Agencies, people, roles, sign-in.
///
/// A person signs in with a passkey, or with a password and a code from an authenticator app. A session ends
/// after 15 minutes without use and after 12 hours in any case; a person who is disabled is out within seconds.
/// What a person
/// may
/// do follows from roles, which are granted by two people once there are two administrators.
///
/// Sources: OWASP ASVS 5.0 (V6, V7), NIST SP 800-63B-4, RFC 6238 (TOTP), W3C Web Authentication Level 3.
@NullMarked
package dev.mangrove.server.identity;

import org.jspecify.annotations.NullMarked;
