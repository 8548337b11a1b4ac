package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.metadata.AuthorizationServerFinder;
import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.metadata.ProtectedResource;
import dev.mcpauthfix.engine.metadata.Rung;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One engine in a world of fakes: an MCP server, an authorization server that registers anybody, a person who approves. */
final class EngineScenario {

    static final String BEARER = "Bearer error=\"invalid_token\"";

    final FakeEndpoint tokenEndpoint = new FakeEndpoint();
    final FakeEndpoint registrationEndpoint = new FakeEndpoint();
    final FakeHttpFetcher http = new FakeHttpFetcher()
            .computes(Servers.TOKEN, tokenEndpoint)
            .computes(Servers.REGISTER, registrationEndpoint);
    final FakeUserAgent person = new FakeUserAgent();
    final MutableClock clock = new MutableClock();
    final RecordingEventSink events = new RecordingEventSink();
    final RecordingLogger logger = new RecordingLogger();
    InMemoryVault vault = new InMemoryVault();
    SettingsBuilder settings = new SettingsBuilder();
    Servers server = new Servers();
    Executor executor = Runnable::run;
    String resource = "https://mcp.example/mcp";

    @Nullable
    List<String> resourceScopes;

    @Nullable
    DiscoveryResult stopped;

    boolean dpopBound;

    @Nullable
    URI document;

    Rung rung = Rung.SERVER_METADATA_ORIGIN;

    @Nullable
    String hidden;

    private final AuthorizationServerFinder finder = new AuthorizationServerFinder() {
        @Override
        public DiscoveryResult resolve(McpRequest request, List<String> wwwAuthenticate) {
            return discover();
        }

        @Override
        public @Nullable String hidden(McpRequest request, AuthorizationServerMetadata found) {
            return hidden;
        }
    };

    int discoveries;
    private @Nullable McpAuthorizationEngine engine;

    EngineScenario registers() {
        registrationEndpoint.then(201, "{\"client_id\":\"client-1\"}");
        return this;
    }

    EngineScenario issues(String... tokenAnswers) {
        for (String answer : tokenAnswers) {
            tokenEndpoint.then(200, answer);
        }
        return this;
    }

    McpAuthorizationEngine engine() {
        if (engine == null) {
            engine = new McpAuthorizationEngine(
                    settings.build(),
                    new EnginePorts(
                            finder, finder, http, person, vault, events, clock, new SecureRandom(), executor, logger));
        }
        return engine;
    }

    /** A new JVM: the same vault, nothing in memory. */
    void restart() {
        engine = null;
    }

    private synchronized DiscoveryResult discover() {
        discoveries++;
        return stopped != null
                ? stopped
                : new DiscoveryResult.Found(
                        new ProtectedResource(resource, Servers.MCP, resourceScopes, dpopBound, document),
                        server.build(),
                        rung,
                        2);
    }

    static McpRequest post(String uri) {
        return request("POST", uri, McpTraffic.Shape.STREAMABLE_POST);
    }

    static McpRequest request(String method, String uri, McpTraffic.Shape shape) {
        return new McpRequest(method, URI.create(uri), shape, null, null, 0, NetworkPath.DEFAULT);
    }

    static McpRequest mcp() {
        return post(Servers.MCP.toString());
    }

    /** A request that went out with the token that the engine attaches. */
    McpRequest attached(McpRequest request) {
        Authorization authorization = engine().authorize(request).orElseThrow();
        return new McpRequest(
                request.method(),
                request.uri(),
                request.shape(),
                request.protocolVersion(),
                authorization,
                0,
                request.network());
    }

    Decision refuse(McpRequest request) {
        return refuse(request, 401, BEARER);
    }

    Decision refuse(McpRequest request, int status, String... wwwAuthenticate) {
        try {
            return engine().onChallenge(request, new ChallengeResponse(status, List.of(wwwAuthenticate)))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException exceptional) {
            throw new AssertionError("the stage completed exceptionally", exceptional);
        }
    }

    Decision refuseScope(McpRequest request, String scope) {
        return refuse(request, 403, "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }

    /** Refuses, and answers the request as it is sent again. */
    McpRequest retried(McpRequest request) {
        return request.sentWith(authorization(refuse(request)));
    }

    static Authorization authorization(Decision decision) {
        if (decision instanceof Decision.Retry retry) {
            return retry.authorization();
        }
        throw new AssertionError("expected a retry: " + decision);
    }

    static String token(Decision decision) {
        return authorization(decision).token().reveal();
    }

    static String reason(Decision decision) {
        if (decision instanceof Decision.PassThrough passThrough) {
            return passThrough.reason();
        }
        throw new AssertionError("expected a pass-through: " + decision);
    }

    long tokenRequests() {
        return http.urls().stream().filter(Servers.TOKEN::equals).count();
    }

    long registrations() {
        return http.urls().stream().filter(Servers.REGISTER::equals).count();
    }

    /** The body of the last token request, decoded. */
    java.util.Map<String, String> lastTokenRequest() {
        return http.requests().stream()
                .filter(request -> request.uri().toString().equals(Servers.TOKEN))
                .reduce((first, second) -> second)
                .map(request -> FakeUserAgent.query(URI.create("https://x.example/?" + request.body())))
                .orElseThrow();
    }
}
