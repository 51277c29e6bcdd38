package dev.mangrove.server.identity;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a page hands to the browser so that it asks for a passkey: the JSON forms of Web Authentication Level 3,
/// section 5.1.
final class PasskeyOptions {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int TIMEOUT_MILLIS = 300_000;

    private PasskeyOptions() {}

    /// To make a passkey.
    ///
    /// @param person whose it will be; the browser shows login and name
    static String creation(Passkeys passkeys, Challenges.Challenge challenge, UUID person, String login, String name) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeName("rp");
            json.writeStartObject();
            json.writeStringProperty("id", passkeys.host());
            json.writeStringProperty("name", "Mangrove");
            json.writeEndObject();
            json.writeName("user");
            json.writeStartObject();
            json.writeStringProperty("id", base64(bytes(person)));
            json.writeStringProperty("name", login);
            json.writeStringProperty("displayName", name);
            json.writeEndObject();
            json.writeStringProperty("challenge", base64(challenge.bytes()));
            json.writeName("pubKeyCredParams");
            json.writeStartArray();
            for (long algorithm : Passkeys.algorithms()) {
                json.writeStartObject();
                json.writeStringProperty("type", "public-key");
                json.writeNumberProperty("alg", algorithm);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeName("authenticatorSelection");
            json.writeStartObject();
            json.writeStringProperty("residentKey", "required");
            json.writeStringProperty("userVerification", "required");
            json.writeEndObject();
            json.writeStringProperty("attestation", "none");
            json.writeNumberProperty("timeout", TIMEOUT_MILLIS);
            json.writeEndObject();
        }
        return text.toString();
    }

    /// To use one; the browser offers all that it has for this host.
    static String request(Passkeys passkeys, Challenges.Challenge challenge) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("rpId", passkeys.host());
            json.writeStringProperty("challenge", base64(challenge.bytes()));
            json.writeStringProperty("userVerification", "required");
            json.writeNumberProperty("timeout", TIMEOUT_MILLIS);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
