package dev.mcpauthfix.engine.registration;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client that an authorization server knows (RFC 7591, section 3.2.1). It belongs to its issuer and is shown to no other
 * (attack S9).
 *
 * @param issuer the issuer identifier of the authorization server that knows the client
 * @param clientId the client identifier
 * @param clientSecret null for a public client
 * @param secretExpiresAt when the secret runs out, null for never
 * @param authMethod how the client proves itself at the token endpoint
 * @param redirectUri the redirection URI it was registered with, null where we do not know one
 * @param source where it came from
 * @param assertion what it proves itself with where the method is {@code private_key_jwt}, else null
 */
public record ClientRegistration(
        String issuer,
        String clientId,
        @Nullable Secret clientSecret,
        @Nullable Instant secretExpiresAt,
        TokenEndpointAuthMethod authMethod,
        @Nullable URI redirectUri,
        Source source,
        @Nullable ClientAssertion assertion) {

    /** A client without a key of its own. */
    public ClientRegistration(
            String issuer,
            String clientId,
            @Nullable Secret clientSecret,
            @Nullable Instant secretExpiresAt,
            TokenEndpointAuthMethod authMethod,
            @Nullable URI redirectUri,
            Source source) {
        this(issuer, clientId, clientSecret, secretExpiresAt, authMethod, redirectUri, source, null);
    }

    /** Where a client identifier came from. */
    public enum Source {
        /** The settings name it. */
        CONFIGURED("configured client"),
        /** An earlier registration of ours, from the vault. */
        STORED("stored registration"),
        /** The URL of our client identifier metadata document. */
        METADATA_DOCUMENT("client identifier metadata document"),
        /** Registered just now (RFC 7591). */
        DYNAMIC("dynamic registration");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Whether another registration may take this one's place without a person. */
    public boolean isReplaceable() {
        return source == Source.STORED || source == Source.DYNAMIC;
    }

    /**
     * The members of its JSON document, for the vault only: the secret is among them, but not that of a configured client, which
     * its owner keeps elsewhere and replaces there.
     */
    public Map<String, @Nullable Object> toMembers() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("issuer", issuer);
        members.put("client_id", clientId);
        members.put(
                "client_secret", clientSecret == null || source == Source.CONFIGURED ? null : clientSecret.reveal());
        members.put("client_secret_expires_at", secretExpiresAt == null ? null : secretExpiresAt.getEpochSecond());
        members.put("token_endpoint_auth_method", authMethod.toString());
        members.put("redirect_uri", redirectUri == null ? null : redirectUri.toString());
        members.put("source", source.name());
        return members;
    }

    /** Reads a document of {@link #toMembers}; null where it is damaged. */
    public static @Nullable ClientRegistration parse(JsonObject document) {
        String issuer = document.string("issuer");
        String clientId = document.string("client_id");
        TokenEndpointAuthMethod method = TokenEndpointAuthMethod.parse(document.string("token_endpoint_auth_method"));
        if (issuer == null || clientId == null || method == null) {
            return null;
        }
        String secret = document.string("client_secret");
        String redirectUri = document.string("redirect_uri");
        try {
            return new ClientRegistration(
                    issuer,
                    clientId,
                    secret == null ? null : Secret.of(secret),
                    document.instant("client_secret_expires_at"),
                    method,
                    redirectUri == null ? null : URI.create(redirectUri),
                    "CONFIGURED".equals(document.string("source")) ? Source.CONFIGURED : Source.STORED);
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }
}
