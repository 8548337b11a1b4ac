package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What we use of protected resource metadata (RFC 9728, section 2).
 *
 * @param resource the resource identifier, byte for byte
 * @param authorizationServers issuer identifiers in order, empty where the document names none
 * @param scopesSupported null where not said, and where the list is empty: it names nothing to ask for (mcp-remote#240)
 * @param dpopBound whether access tokens must be bound to a key
 */
record ProtectedResourceMetadata(
        String resource,
        List<String> authorizationServers,
        @Nullable List<String> scopesSupported,
        boolean dpopBound) {

    /**
     * Reads a document. Without {@code resource}, which is REQUIRED, it is not protected resource metadata at all: whose it
     * is could not be checked, and servers that answer {@code {}} to every path are real (claude-code#56357).
     */
    static Optional<ProtectedResourceMetadata> read(JsonObject json) {
        String resource = json.string("resource");
        if (resource == null) {
            return Optional.empty();
        }
        List<String> servers = json.strings("authorization_servers");
        List<String> scopes = json.strings("scopes_supported");
        return Optional.of(new ProtectedResourceMetadata(
                resource,
                servers == null ? List.of() : servers,
                scopes == null || scopes.isEmpty() ? null : scopes,
                json.isTrue("dpop_bound_access_tokens_required")));
    }

    boolean namesServers() {
        return !authorizationServers.isEmpty();
    }

    ProtectedResource describe(URI mcpUri, URI address) {
        return new ProtectedResource(resource, mcpUri, scopesSupported, dpopBound, address);
    }
}
