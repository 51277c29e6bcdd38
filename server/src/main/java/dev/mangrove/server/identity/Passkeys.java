package dev.mangrove.server.identity;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Passkeys by W3C Web Authentication: what a browser sends is checked by webauthn4j; user verification (finger,
/// face or PIN) is
/// always asked for, so that a passkey is two factors in one. Attestation is not looked at: any authenticator may
/// be used.
final class Passkeys {

    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.EdDSA),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final Origin origin;
    private final String host;

    /// @param publicUrl as people type it; its host is the name that passkeys are bound to
    Passkeys(URI publicUrl) {
        this.origin = Origin.create(originOf(publicUrl));
        this.host = publicUrl.getHost();
    }

    /// What is kept of a passkey.
    ///
    /// @param credential as webauthn4j writes it: id and public key
    /// @param signCount as last told by the authenticator; 0 for those that do not count
    record Credential(byte[] id, byte[] credential, long signCount) {}

    String host() {
        return host;
    }

    static List<Long> algorithms() {
        return ALGORITHMS.stream()
                .map(parameters -> parameters.getAlg().getValue())
                .toList();
    }

    /// @param challenge that was given out for this, and is used up by it
    /// @return empty when the answer is not what was asked for
    Optional<Credential> register(String answerJson, byte[] challenge) {
        try {
            RegistrationData data = manager.verifyRegistrationResponseJSON(
                    answerJson, new RegistrationParameters(server(challenge), ALGORITHMS, true, true));
            var attestation = data.getAttestationObject();
            if (attestation == null) {
                return Optional.empty();
            }
            AuthenticatorData<?> authenticator = attestation.getAuthenticatorData();
            AttestedCredentialData attested = authenticator.getAttestedCredentialData();
            return attested == null
                    ? Optional.empty()
                    : Optional.of(new Credential(
                            attested.getCredentialId(), credentials.convert(attested), authenticator.getSignCount()));
        } catch (DataConversionException | VerificationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The id of the passkey that an answer comes from; empty when it is no answer.
    Optional<byte[]> credentialId(String answerJson) {
        try {
            return Optional.of(
                    manager.parseAuthenticationResponseJSON(answerJson).getCredentialId());
        } catch (DataConversionException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// @return the new sign count; empty when the answer does not prove possession of the passkey, or its counter
    ///     went
    /// back, which
    ///     a copied authenticator would show
    Optional<Long> verify(String answerJson, byte[] challenge, Credential known) {
        try {
            AttestedCredentialData attested = credentials.convert(known.credential());
            AuthenticationData data = manager.verifyAuthenticationResponseJSON(
                    answerJson,
                    new AuthenticationParameters(
                            server(challenge),
                            new CredentialRecordImpl(
                                    null, null, null, null, known.signCount(), attested, null, null, null, Set.of()),
                            null,
                            true,
                            true));
            var authenticator = data.getAuthenticatorData();
            if (authenticator == null) {
                return Optional.empty();
            }
            long count = authenticator.getSignCount();
            boolean wentBack = (count != 0 || known.signCount() != 0) && count <= known.signCount();
            return wentBack ? Optional.empty() : Optional.of(count);
        } catch (DataConversionException | VerificationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private ServerProperty server(byte[] challenge) {
        return new ServerProperty(origin, host, new DefaultChallenge(challenge));
    }

    private static String originOf(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }
}
