package dev.mcpauthfix.engine.token;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.dpop.Possession;
import dev.mcpauthfix.engine.dpop.Proofs;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vault's JSON form of {@link IssuedTokens}. It holds the secrets in the clear: protecting it is the vault's part. */
final class TokenDocument {

    private TokenDocument() {}

    static String write(IssuedTokens issued) {
        Tokens tokens = issued.tokens();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("mcp_uri", issued.mcpUri().toString());
        members.put("resource", issued.resource());
        members.put("issuer", issued.issuer());
        members.put("token_endpoint", issued.tokenEndpoint().toString());
        members.put(
                "revocation_endpoint",
                issued.revocationEndpoint() == null
                        ? null
                        : issued.revocationEndpoint().toString());
        members.put("resource_sent", issued.resourceSent());
        members.put("event_stream", issued.eventStream());
        members.put("requested_scope", issued.requestedScope());
        members.put("access_token", tokens.access().reveal());
        members.put(
                "refresh_token",
                tokens.refresh() == null ? null : tokens.refresh().reveal());
        members.put("issued_at", tokens.issuedAt().getEpochSecond());
        members.put(
                "expires_at",
                tokens.expiresAt() == null ? null : tokens.expiresAt().getEpochSecond());
        members.put("scope", tokens.scope());
        Possession possession = issued.possession();
        members.put(
                "dpop_key", possession == null ? null : possession.toDocument().reveal());
        members.put("rung", issued.rung() == null ? null : issued.rung().toString());
        members.put("client", issued.client().toMembers());
        return JsonObject.of(members).toJson();
    }

    /** Null where the document is damaged. */
    static @Nullable IssuedTokens parse(JsonObject document, Proofs proofs) {
        URI mcpUri = url(document, "mcp_uri");
        URI tokenEndpoint = url(document, "token_endpoint");
        String resource = document.string("resource");
        String issuer = document.string("issuer");
        JsonObject clientDocument = document.object("client").orElse(null);
        ClientRegistration client = clientDocument == null ? null : ClientRegistration.parse(clientDocument);
        Tokens tokens = tokens(document);
        String key = document.string("dpop_key");
        Possession possession = key == null ? null : proofs.parse(key);
        if (mcpUri == null
                || tokenEndpoint == null
                || resource == null
                || issuer == null
                || client == null
                || tokens == null
                || (key != null && possession == null)) {
            return null;
        }
        return new IssuedTokens(
                mcpUri,
                resource,
                issuer,
                tokenEndpoint,
                url(document, "revocation_endpoint"),
                client,
                document.isTrue("resource_sent"),
                document.isTrue("event_stream"),
                document.string("requested_scope"),
                tokens,
                possession,
                Rung.named(document.string("rung")));
    }

    private static @Nullable Tokens tokens(JsonObject document) {
        String access = document.string("access_token");
        String refresh = document.string("refresh_token");
        Instant issuedAt = document.instant("issued_at");
        return access == null || issuedAt == null || !Secret.of(access).isFitForAHeader()
                ? null
                : new Tokens(
                        Secret.of(access),
                        refresh == null ? null : Secret.of(refresh),
                        issuedAt,
                        document.instant("expires_at"),
                        document.string("scope"));
    }

    private static @Nullable URI url(JsonObject document, String name) {
        String text = document.string(name);
        return text == null ? null : UrlRules.parse(text);
    }
}
