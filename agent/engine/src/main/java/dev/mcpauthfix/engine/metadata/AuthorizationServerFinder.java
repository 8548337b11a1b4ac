package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.McpRequest;
import java.util.List;

/** Finds the authorization server of a challenged request. It blocks, and it never throws for what a server does. */
@FunctionalInterface
public interface AuthorizationServerFinder {

    /**
     * Walks the discovery ladder.
     *
     * @param request the request that was challenged
     * @param wwwAuthenticate the values of all {@code WWW-Authenticate} header lines in order
     */
    DiscoveryResult resolve(McpRequest request, List<String> wwwAuthenticate);
}
