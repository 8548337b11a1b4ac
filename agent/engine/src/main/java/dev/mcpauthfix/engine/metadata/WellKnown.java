package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses at which metadata is published. Well-known paths are inserted between host and path (RFC 9728, section
 * 3.1; RFC 8414, section 3.1), except that OpenID Connect Discovery 1.0, section 4, appends its own. Queries play no part.
 */
public final class WellKnown {

    private static final String PROTECTED_RESOURCE = McpTraffic.RESOURCE_METADATA;
    private static final String AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private WellKnown() {}

    /**
     * Protected resource metadata with the MCP path inserted. RFC 9728 keeps a trailing "/", some servers route only the
     * form without it (#61376), so both are named, the RFC's first. Empty for a URI without a path.
     */
    public static List<URI> protectedResourceWithPath(URI mcpUri) {
        String path = mcpUri.getRawPath();
        String stripped = UrlRules.withoutTrailingSlash(path);
        List<URI> addresses = new ArrayList<>();
        if (!stripped.isEmpty()) {
            addresses.add(at(mcpUri, PROTECTED_RESOURCE + path));
            if (!stripped.equals(path)) {
                addresses.add(at(mcpUri, PROTECTED_RESOURCE + stripped));
            }
        }
        return addresses;
    }

    /** Where a resource's metadata is to be (RFC 9728, section 3.1). */
    public static URI protectedResource(URI mcpUri) {
        List<URI> withPath = protectedResourceWithPath(mcpUri);
        return withPath.isEmpty() ? protectedResourceAtRoot(mcpUri) : withPath.get(0);
    }

    /** The resource whose metadata is to be at an address, null for an address of any other kind. */
    public static @Nullable URI protectedResourceOf(URI address) {
        boolean right = McpTraffic.isResourceMetadata(address.getRawPath())
                && UrlRules.isWeb(address)
                && address.getRawQuery() == null;
        return right ? UrlRules.bare(McpTraffic.resourceOf(address)) : null;
    }

    public static URI protectedResourceAtRoot(URI mcpUri) {
        return at(mcpUri, PROTECTED_RESOURCE);
    }

    /** The addresses of one issuer (rule R5): for an issuer with a path never the root forms, which are another's. */
    public static List<URI> authorizationServer(URI issuer) {
        String path = UrlRules.withoutTrailingSlash(issuer.getRawPath());
        if (path.isEmpty()) {
            return authorizationServerAtRoot(issuer);
        }
        return List.of(at(issuer, AUTHORIZATION_SERVER + path), at(issuer, OPENID + path), at(issuer, path + OPENID));
    }

    public static List<URI> authorizationServerAtRoot(URI uri) {
        return List.of(at(uri, AUTHORIZATION_SERVER), at(uri, OPENID));
    }

    /** No specification names these, but servers publish there (nutrition-mcp#51). Empty for a URI without a path. */
    static List<URI> authorizationServerWithMcpPath(URI mcpUri) {
        String path = UrlRules.withoutTrailingSlash(mcpUri.getRawPath());
        return path.isEmpty()
                ? List.of()
                : List.of(
                        at(mcpUri, AUTHORIZATION_SERVER + path),
                        at(mcpUri, OPENID + path),
                        at(mcpUri, path + AUTHORIZATION_SERVER),
                        at(mcpUri, path + OPENID));
    }

    static boolean isWellKnown(URI uri) {
        return uri.getRawPath().contains("/.well-known/");
    }

    private static URI at(URI base, String path) {
        return URI.create(UrlRules.origin(base) + path);
    }
}
