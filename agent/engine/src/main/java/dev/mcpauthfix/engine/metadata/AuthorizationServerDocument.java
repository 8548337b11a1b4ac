package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One authorization server metadata document on trial (RFC 8414, section 2). What nobody needs may be odd or missing; what
 * decides where secrets go may not.
 */
final class AuthorizationServerDocument {

    private final JsonObject json;
    private final String where;
    private final EngineSettings settings;
    private final URI mcpUri;

    /**
     * Puts a document on trial.
     *
     * @param where the address it came from, for messages
     */
    AuthorizationServerDocument(JsonObject json, URI where, EngineSettings settings, URI mcpUri) {
        this.json = json;
        this.where = ServerText.quote(where.toString());
        this.settings = settings;
        this.mcpUri = mcpUri;
    }

    /** Whether a JSON object is authorization server metadata, good or bad; {@code {}} and error objects are not. */
    static boolean isOne(JsonObject json) {
        return json.has("issuer") || json.has("authorization_endpoint") || json.has("token_endpoint");
    }

    /** The issuer as written, null where it is missing. */
    @Nullable
    String issuer() {
        return json.string("issuer");
    }

    /** The whole value of a member that must be a URL that secrets may travel to; null for anything else. */
    @Nullable
    URI endpoint(String name) {
        String text = json.string(name);
        URI uri = text == null ? null : UrlRules.parse(text);
        return uri != null && UrlRules.isConfidential(uri, mcpUri) ? uri : null;
    }

    /** Checks everything but whether this is the right issuer. */
    Step<AuthorizationServerMetadata> validate() {
        String issuer = issuer();
        URI authorization = endpoint("authorization_endpoint");
        URI token = endpoint("token_endpoint");
        if (issuer == null) {
            return invalid(DiscoveryResult.Fault.ISSUER, "has no issuer (RFC 8414, section 2, requires it)");
        }
        if (token == null) {
            return unusable("token_endpoint");
        }
        boolean person = settings.grant() == EngineSettings.Grant.AUTHORIZATION_CODE;
        if (person && authorization == null) {
            return unusable("authorization_endpoint");
        }
        String pkce = person ? pkceFault() : null;
        return pkce == null
                ? new Step.Got<>(metadata(issuer, authorization, token))
                : invalid(DiscoveryResult.Fault.PROOF_KEY, pkce);
    }

    /** A halt over this document, which the message begins with. */
    Step<AuthorizationServerMetadata> invalid(DiscoveryResult.Fault fault, String words) {
        return Step.invalid(fault, "the authorization server metadata at " + where + " " + words);
    }

    private Step<AuthorizationServerMetadata> unusable(String name) {
        String text = json.string(name);
        String found = text == null ? "has no " + name : "gives the " + name + " " + ServerText.quote(text);
        return invalid(
                DiscoveryResult.Fault.ENDPOINT,
                found + "; expected an absolute https URL, or http on loopback for an MCP server on loopback;"
                        + " the authorization server must be mended");
    }

    /** MCP clients must refuse a server that does not say it supports PKCE with S256 (rule R7); null where it does. */
    private @Nullable String pkceFault() {
        List<String> methods = json.strings("code_challenge_methods_supported");
        if (methods == null) {
            return settings.assumePkce()
                    ? null
                    : "has no code_challenge_methods_supported, so PKCE with S256 (RFC 7636) is not promised;"
                            + " if this server is known to support it, set pkce=assume-s256";
        }
        return methods.contains("S256")
                ? null
                : "lists the code_challenge_methods_supported " + ServerText.quote(String.join(" ", methods))
                        + "; expected S256 (RFC 7636, section 4.2), and pkce=assume-s256 does not overrule a list:"
                        + " the authorization server must be mended";
    }

    private AuthorizationServerMetadata metadata(String issuer, @Nullable URI authorization, URI token) {
        return new AuthorizationServerMetadata(
                issuer,
                authorization,
                token,
                endpoint("registration_endpoint"),
                endpoint("revocation_endpoint"),
                endpoint("device_authorization_endpoint"),
                said("scopes_supported"),
                said("grant_types_supported"),
                said("token_endpoint_auth_methods_supported"),
                said("dpop_signing_alg_values_supported"),
                json.isTrue("client_id_metadata_document_supported"),
                json.isTrue("authorization_response_iss_parameter_supported"));
    }

    /** An empty list says nothing (mcp-remote#240). */
    private @Nullable List<String> said(String name) {
        List<String> values = json.strings(name);
        return values == null || values.isEmpty() ? null : values;
    }
}
