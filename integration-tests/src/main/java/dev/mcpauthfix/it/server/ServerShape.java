package dev.mcpauthfix.it.server;

import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an MCP server looks like to a client that has no token.
 *
 * <p>In {@code resource}, {@code {origin}} stands for the server's origin and {@code {mcp}} for its MCP URL.
 *
 * @param name for test reports
 * @param transport how it speaks MCP
 * @param mcpPath where the MCP endpoint is
 * @param challenge how it answers without a valid token
 * @param resourceMetadataAt where protected resource metadata is served (RFC 9728), null for nowhere
 * @param resource the resource indicator that tokens are issued for
 * @param foreignAuthorizationServer whether the authorization server has an origin of its own
 * @param authorizationServer the authorization server's shape
 * @param rung the rung of the discovery ladder that finds the authorization server, null where none may
 */
public record ServerShape(
        String name,
        Transport transport,
        String mcpPath,
        Challenge challenge,
        @Nullable String resourceMetadataAt,
        String resource,
        boolean foreignAuthorizationServer,
        AuthorizationServerSettings authorizationServer,
        @Nullable String rung) {

    /**
     * The server of anthropics/claude-code#61376: MCP path with a trailing slash, no hint, no protected resource metadata,
     * authorization server metadata at the origin only, endpoints beside the MCP path.
     */
    public static ServerShape founding() {
        AuthorizationServerSettings.Builder server =
                AuthorizationServerSettings.builder().endpointsUnder("/v2/mcp/oauth");
        return sameOrigin("founding", "/v2/mcp/transport/", server, "server-metadata-origin");
    }

    /** Metadata at the origin, but only as OpenID Connect Discovery has it. */
    public static ServerShape openIdAtOrigin() {
        return sameOrigin(
                "openIdAtOrigin",
                "/mcp",
                AuthorizationServerSettings.builder().metadataAt("/.well-known/openid-configuration"),
                "server-metadata-origin");
    }

    /** A 401 without any challenge. */
    public static ServerShape bareUnauthorized() {
        return founding().named("bareUnauthorized").withChallenge(Challenge.bare());
    }

    /** A 403 with a Bearer challenge. */
    public static ServerShape forbiddenBearer() {
        return founding().named("forbiddenBearer").withChallenge(Challenge.forbiddenBearer());
    }

    /** Protected resource metadata at a place that only the hint tells. */
    public static ServerShape hintOnly() {
        return foreign("hintOnly", "/custom/metadata/location.json", "{mcp}", "hint")
                .withChallenge(Challenge.bearerWithHint());
    }

    /** No hint; protected resource metadata at the well-known URI with the MCP path inserted. */
    public static ServerShape resourceMetadataPath() {
        return foreign(
                "resourceMetadataPath",
                "/.well-known/oauth-protected-resource/team/mcp",
                "{mcp}",
                "resource-metadata-path");
    }

    /** No hint; protected resource metadata at the root, and it names the whole origin as resource. */
    public static ServerShape resourceMetadataRoot() {
        return foreign(
                "resourceMetadataRoot", "/.well-known/oauth-protected-resource", "{origin}", "resource-metadata-root");
    }

    /** No protected resource metadata; authorization server metadata only with the MCP path inserted. */
    public static ServerShape serverMetadataPath() {
        AuthorizationServerSettings.Builder server = AuthorizationServerSettings.builder()
                .issuerPath("/team/mcp")
                .metadataAt("/.well-known/oauth-authorization-server/team/mcp");
        return sameOrigin("serverMetadataPath", "/team/mcp", server, "server-metadata-path");
    }

    /** No metadata at all: the endpoints that MCP 2025-03-26 assumes. */
    public static ServerShape defaultEndpoints() {
        AuthorizationServerSettings.Builder server =
                AuthorizationServerSettings.builder().metadataAt().endpointsUnder("");
        return sameOrigin("defaultEndpoints", "/mcp", server, "default-endpoints");
    }

    /** Nothing leads to the authorization server: a setting must name it. */
    public static ServerShape configured() {
        return foreign("configured", null, "{mcp}", "configured");
    }

    public static ServerShape apiKey() {
        return notOAuth("apiKey", Challenge.apiKey());
    }

    public static ServerShape basic() {
        return notOAuth("basic", Challenge.basic());
    }

    public static ServerShape digest() {
        return notOAuth("digest", Challenge.digest());
    }

    public static ServerShape forbidden() {
        return notOAuth("forbidden", Challenge.forbidden());
    }

    public static ServerShape notFound() {
        return notOAuth("notFound", Challenge.notFound());
    }

    /** Every shape that heals without a setting. */
    public static List<ServerShape> healing() {
        return List.of(
                founding(),
                openIdAtOrigin(),
                bareUnauthorized(),
                forbiddenBearer(),
                hintOnly(),
                resourceMetadataPath(),
                resourceMetadataRoot(),
                serverMetadataPath(),
                defaultEndpoints());
    }

    /** Every shape that is not OAuth: the client must see what it sees without the agent. */
    public static List<ServerShape> untouched() {
        return List.of(apiKey(), basic(), digest(), forbidden(), notFound());
    }

    /** The same server with the older HTTP+SSE transport. */
    public ServerShape overSse() {
        return over(Transport.SSE, "OverSse");
    }

    /** The same server over a WebSocket. */
    public ServerShape overWebSocket() {
        return over(Transport.WEB_SOCKET, "OverWebSocket");
    }

    private ServerShape over(Transport other, String suffix) {
        return new ServerShape(
                name + suffix,
                other,
                mcpPath,
                challenge,
                resourceMetadataAt,
                resource,
                foreignAuthorizationServer,
                authorizationServer,
                rung);
    }

    /** The same server with its MCP endpoint elsewhere. */
    public ServerShape at(String otherMcpPath) {
        return new ServerShape(
                name,
                transport,
                otherMcpPath,
                challenge,
                resourceMetadataAt,
                resource,
                foreignAuthorizationServer,
                authorizationServer,
                rung);
    }

    /** The same server with another answer for requests without a token. */
    public ServerShape withChallenge(Challenge other) {
        return new ServerShape(
                name,
                transport,
                mcpPath,
                other,
                resourceMetadataAt,
                resource,
                foreignAuthorizationServer,
                authorizationServer,
                rung);
    }

    /** The same server with its authorization server changed. */
    public ServerShape withAuthorizationServer(UnaryOperator<AuthorizationServerSettings.Builder> change) {
        return new ServerShape(
                name,
                transport,
                mcpPath,
                challenge,
                resourceMetadataAt,
                resource,
                foreignAuthorizationServer,
                change.apply(authorizationServer.toBuilder()).build(),
                rung);
    }

    /** The same shape under another name. */
    public ServerShape named(String other) {
        return new ServerShape(
                other,
                transport,
                mcpPath,
                challenge,
                resourceMetadataAt,
                resource,
                foreignAuthorizationServer,
                authorizationServer,
                rung);
    }

    @Override
    public String toString() {
        return name;
    }

    private static ServerShape sameOrigin(
            String name, String mcpPath, AuthorizationServerSettings.Builder server, String rung) {
        return new ServerShape(
                name,
                Transport.STREAMABLE,
                mcpPath,
                Challenge.bearerWithoutHint(),
                null,
                "{mcp}",
                false,
                server.build(),
                rung);
    }

    private static ServerShape foreign(String name, @Nullable String resourceMetadataAt, String resource, String rung) {
        AuthorizationServerSettings server = AuthorizationServerSettings.builder()
                .issuerPath("/tenant1")
                .metadataAt("/.well-known/oauth-authorization-server/tenant1")
                .endpointsUnder("/tenant1")
                .build();
        return new ServerShape(
                name,
                Transport.STREAMABLE,
                "/team/mcp",
                Challenge.bearerWithoutHint(),
                resourceMetadataAt,
                resource,
                true,
                server,
                rung);
    }

    private static ServerShape notOAuth(String name, Challenge challenge) {
        AuthorizationServerSettings none = AuthorizationServerSettings.builder()
                .metadataAt()
                .endpointsUnder("/nowhere")
                .build();
        return new ServerShape(name, Transport.STREAMABLE, "/mcp", challenge, null, "{mcp}", true, none, null);
    }
}
