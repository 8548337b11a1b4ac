package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.McpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the authorization server of a challenged request. It blocks, and it never throws for what a server does. */
public interface AuthorizationServerFinder {

    /**
     * Walks the discovery ladder.
     *
     * @param request the request that was challenged
     * @param wwwAuthenticate the values of all {@code WWW-Authenticate} header lines in order
     */
    DiscoveryResult resolve(McpRequest request, List<String> wwwAuthenticate);

    /**
     * Sees whether an authorization server publishes its metadata where the clients look that know its issuer identifier alone (RFC 8414,
     * section 3).
     *
     * @param found what is known of it, wherever that was published
     * @return why such a client would not come by the same, one line; null where it would
     */
    @Nullable
    String hidden(McpRequest request, AuthorizationServerMetadata found);
}
