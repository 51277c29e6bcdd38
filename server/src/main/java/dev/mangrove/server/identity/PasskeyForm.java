package dev.mangrove.server.identity;

import java.util.UUID;

/// A form that asks the browser for a passkey and sends the answer; shown only where JavaScript runs.
///
/// @param mode `create` or `get`
/// @param options for the browser, as JSON
public record PasskeyForm(String action, String mode, UUID challenge, String options, String back) {}
