package dev.mangrove.server.identity;

import java.net.URI;

/// The address at which people reach this server: scheme, host and port. Passkeys are bound to its host.
public record PublicUrl(URI url) {}
