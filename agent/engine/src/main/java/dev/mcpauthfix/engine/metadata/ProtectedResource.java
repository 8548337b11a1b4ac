package dev.mcpauthfix.engine.metadata;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The protected resource a token is for.
 *
 * @param identifier the resource indicator (RFC 8707), byte for byte as protected resource metadata gave it; the MCP URI without
 *     fragment and query where there was none
 * @param mcpUri the MCP URI that was challenged, without query
 * @param scopesSupported what protected resource metadata lists, null where not said
 * @param dpopBound whether the metadata wants access tokens bound to a key (RFC 9728, section 2)
 * @param document where the protected resource metadata is that named it, null where there is none
 */
public record ProtectedResource(
        String identifier,
        URI mcpUri,
        @Nullable List<String> scopesSupported,
        boolean dpopBound,
        @Nullable URI document) {}
