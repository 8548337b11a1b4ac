package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.authorization.Fault;
import dev.mcpauthfix.it.server.Challenge;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireHandler;
import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The animals with real MCP and an authorization server behind them. */
final class McpAnimals {

    /** How long each answer of the slow one takes. */
    private static final long SLOW_MILLIS = 1_500;

    private McpAnimals() {}

    static Habitat shaped(ServerShape shape) {
        return shaped(shape, server -> request -> Optional.empty());
    }

    /** A server of this shape that answers some requests otherwise. */
    static Habitat shaped(ServerShape shape, Function<TestMcpServer, WireHandler> first) {
        return () -> Cage.around(TestMcpServer.startWith(shape, first), shape.mcpPath());
    }

    /** The founding server, but these answers at all addresses of protected resource metadata. */
    static Habitat foundingWith(WireResponse resourceMetadata) {
        return shaped(
                ServerShape.founding(), server -> WireHandler.under(WellKnown.PROTECTED_RESOURCE, resourceMetadata));
    }

    /** The founding server in the words of a library; the body says the same. */
    static Habitat foundingSaying(String before, String error, String description) {
        String parameters = "error=\"" + error + "\", error_description=\"" + description + "\"";
        String body = "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}";
        return shaped(ServerShape.founding().withChallenge(Challenge.json(401, body, "Bearer " + before + parameters)));
    }

    /** Nothing is wrong: the hint leads to metadata at the well-known address, and all that stands there is right. */
    static ServerShape healthy() {
        return ServerShape.resourceMetadataPath().withChallenge(Challenge.bearerWithHint());
    }

    static ServerShape deadHint() {
        return hinting("{origin}/oauth/resource.json");
    }

    static ServerShape relativeHint() {
        return hinting(String.valueOf(ServerShape.resourceMetadataPath().resourceMetadataAt()));
    }

    private static ServerShape hinting(String resourceMetadata) {
        return ServerShape.resourceMetadataPath()
                .withChallenge(Challenge.json(
                        401, "{\"error\":\"invalid_token\"}", "Bearer resource_metadata=\"" + resourceMetadata + "\""));
    }

    static ServerShape negotiateFirst() {
        return healthy()
                .withChallenge(new Challenge(
                        401,
                        List.of("Negotiate", "Bearer resource_metadata=\"{resource_metadata}\""),
                        "application/json",
                        "{\"error\":\"invalid_token\"}"));
    }

    static ServerShape issuerMismatch() {
        return healthy().withAuthorizationServer(server -> server.faults(Fault.METADATA_NAMES_ANOTHER_ISSUER));
    }

    static ServerShape pkceMissing() {
        return healthy().withAuthorizationServer(server -> server.codeChallengeMethods());
    }

    static ServerShape pkcePlain() {
        return healthy().withAuthorizationServer(server -> server.codeChallengeMethods("plain"));
    }

    static ServerShape noRegistration() {
        return healthy().withAuthorizationServer(server -> server.onlyRegistered(Map.of("registered-by-hand", "")));
    }

    static ServerShape registrationRefused() {
        return healthy().withAuthorizationServer(server -> server.faults(Fault.REGISTRATION_IS_REFUSED));
    }

    /** Metadata at the MCP server's origin that speaks of an authorization server with an origin of its own. */
    static Habitat foreignIssuer() {
        return shaped(
                ServerShape.configured(),
                server -> request -> request.path().equals(WellKnown.AUTHORIZATION_SERVER)
                        ? serverMetadata(server, request)
                        : Optional.empty());
    }

    private static Optional<WireResponse> serverMetadata(TestMcpServer server, WireRequest request) {
        String path = server.shape().authorizationServer().metadataPaths().get(0);
        return server.authorizationServer().handle(new WireRequest("GET", path, null, request.headers(), ""));
    }

    static Habitat otherResource() {
        return shaped(
                healthy(),
                server -> resourceMetadata(
                        "https://other.example/mcp",
                        List.of(server.authorizationServer().issuer())));
    }

    static Habitat noAuthorizationServers() {
        return shaped(healthy(), server -> resourceMetadata(server.resource(), List.of()));
    }

    private static WireHandler resourceMetadata(String resource, List<String> authorizationServers) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("resource", resource);
        document.put("bearer_methods_supported", List.of("header"));
        if (!authorizationServers.isEmpty()) {
            document.put("authorization_servers", authorizationServers);
        }
        return WireHandler.at(String.valueOf(healthy().resourceMetadataAt()), WireResponse.json(200, document));
    }

    /** No authorization at all. */
    static ServerShape open() {
        return ServerShape.apiKey().named("open").withChallenge(Challenge.none());
    }

    /** An open server behind a proxy that wants a session first. */
    static Habitat sessionProxy() {
        WireHandler login = WireHandler.at("/login", Pages.login())
                .or(request -> Optional.of(WireResponse.redirect("/login?next=" + request.path())));
        return shaped(
                open(),
                server ->
                        request -> request.headers().containsKey("cookie") ? Optional.empty() : login.handle(request));
    }

    /** The founding server with a trailing slash that clients are not told of. */
    static Habitat moved() {
        WireResponse onwards = new WireResponse(307, Map.of("Location", List.of("/mcp/")), "");
        return () -> Cage.around(
                TestMcpServer.startWith(ServerShape.founding().at("/mcp/"), server -> WireHandler.at("/mcp", onwards)),
                "/mcp");
    }

    /** The founding server, in its own time. */
    static Habitat slow() {
        return shaped(ServerShape.founding(), server -> request -> {
            pause();
            return Optional.empty();
        });
    }

    private static void pause() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
