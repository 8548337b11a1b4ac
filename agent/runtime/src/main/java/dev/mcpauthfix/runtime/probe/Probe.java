package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.EngineSettings.Discovery;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.Trigger;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.metadata.WellKnown;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.port.HttpFetcher.Answer;
import dev.mcpauthfix.engine.port.HttpFetcher.Request;
import dev.mcpauthfix.engine.port.HttpFetcher.Result;
import dev.mcpauthfix.engine.registration.BackChannel;
import dev.mcpauthfix.engine.registration.ClientRegistrar;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.vault.MemoryVault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.NOPLogger;

/**
 * Makes a {@link Survey} of one MCP server: one MCP request, the ladder as the agent walks it, then the addresses that other clients
 * ask. It registers nothing, asks for no token, and sends nothing but GETs after the first request.
 */
public final class Probe {

    /** The first message of an MCP session, which is what a server's challenge answers. */
    static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
            + "\"clientInfo\":{\"name\":\"mcp-auth-fix\",\"version\":\"0\"}}}";

    /** The headers of that message (MCP 2025-06-18, streamable HTTP). */
    static final Map<String, String> MCP_HEADERS =
            Map.of("Accept", "application/json, text/event-stream", "Content-Type", "application/json");

    /** As the agent's own listener has it (RFC 8252, section 7.3), with a port that nobody listens on. */
    private static final URI REDIRECT_URI = URI.create("http://127.0.0.1:33418/callback");

    /** Of the authorization servers that a document names, those that clients come to. */
    private static final int SERVERS = 2;

    private final ProbeSettings settings;
    private final Clock clock;
    private final RecordedFetcher fetcher;

    private Probe(ProbeSettings settings, ProbeListener listener, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.fetcher = new RecordedFetcher(clock, settings, listener);
    }

    /**
     * Looks at a server. It blocks for as long as that takes, at most the settings' limit, and it does not throw for what a server does.
     *
     * @param url the MCP URL as an application uses it; absolute, http or https, without user information
     */
    public static Survey survey(URI url, ProbeSettings settings, ProbeListener listener) {
        return look(url, settings, listener).survey();
    }

    /** The same, with the address where the server is in the end. */
    public static Look look(URI url, ProbeSettings settings, ProbeListener listener) {
        return new Probe(settings, listener, Clock.systemUTC()).look(url);
    }

    /**
     * A look at a server.
     *
     * @param mcpUri the address that answered: what was asked for, or where the server moved it to on its own origin (RFC 9110,
     *     section 15.4.8). Unlike all that the survey has, it is as it was sent, and not fit to be shown
     * @param survey what was seen
     */
    public record Look(URI mcpUri, Survey survey) {

        /** Without the address, whose query may hold a secret. */
        @Override
        public String toString() {
            return "Look[" + survey.url() + "]";
        }
    }

    private Look look(URI url) {
        Instant begun = clock.instant();
        URI asked = url;
        Result result = post(url);
        URI moved = movedTo(url, result);
        if (moved != null) {
            asked = moved;
            result = post(moved);
        }
        LadderEnd lenient = null;
        LadderEnd strict = null;
        if (result instanceof Answer answer && isTriggered(asked, answer)) {
            DiscoveryResult found = discover(asked, answer, Discovery.LENIENT);
            lenient = LadderEnd.of(found);
            strict = LadderEnd.of(discover(asked, answer, Discovery.STRICT));
            askTheRest(asked, strict.isFound());
            if (settings.registers() && found instanceof DiscoveryResult.Found server) {
                register(asked, server);
            }
        }
        if (lenient == null && result instanceof Answer forbidden && forbidden.status() == 403) {
            askTheOrigin(UrlRules.bare(asked));
        }
        return new Look(
                asked,
                new Survey(
                        Shown.url(url.toString()),
                        begun,
                        settings.place(),
                        fetcher.exchanges(),
                        lenient,
                        strict,
                        Duration.between(begun, clock.instant()).toMillis()));
    }

    private Result post(URI url) {
        return fetcher.send(mcpRequest(url), Purpose.MCP_REQUEST).result();
    }

    /** The first message of an MCP session, as every client of streamable HTTP sends it; without a token. */
    public static Request mcpRequest(URI url) {
        return mcpRequest(url, MCP_HEADERS);
    }

    private static Request mcpRequest(URI url, Map<String, String> headers) {
        return new Request("POST", url, headers, INITIALIZE, url, NetworkPath.DEFAULT);
    }

    /**
     * Asks a surveyed server once more, with a token.
     *
     * @param url the address as it is to be sent
     * @param authorization the header lines that carry the token, which go on the wire and nowhere else
     * @return the survey with that request at its end
     */
    public static Survey withToken(Survey survey, URI url, Map<String, String> authorization, ProbeSettings settings) {
        RecordedFetcher fetcher = new RecordedFetcher(Clock.systemUTC(), settings, ProbeListener.NONE);
        Map<String, String> headers = new LinkedHashMap<>(MCP_HEADERS);
        headers.putAll(authorization);
        fetcher.send(mcpRequest(url, headers), Purpose.MCP_REQUEST_WITH_TOKEN);
        return survey.with(fetcher.exchanges());
    }

    /** Whoever wants this has said so: the authorization server has one client more afterwards, which nobody keeps. */
    private void register(URI url, DiscoveryResult.Found found) {
        ServerSettings lenient = ProbeSettings.discovering(Discovery.LENIENT);
        new ClientRegistrar(lenient, new MemoryVault(), clock)
                .resolve(
                        found.server(),
                        REDIRECT_URI,
                        null,
                        new BackChannel(fetcher, UrlRules.bare(url), NetworkPath.DEFAULT));
    }

    /** Where a redirect leads that keeps method and body (RFC 9110, section 15.4.8) and stays on the origin; null for none. */
    private static @Nullable URI movedTo(URI url, Result result) {
        if (!(result instanceof Answer answer) || (answer.status() != 307 && answer.status() != 308)) {
            return null;
        }
        String location = answer.header("location");
        URI target;
        try {
            target = location == null
                    ? null
                    : UrlRules.parse(url.resolve(location).toString());
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        return target != null && UrlRules.sameOrigin(target, url) ? target : null;
    }

    private static boolean isTriggered(URI url, Answer answer) {
        return Trigger.of(request(url), challenge(answer)) instanceof Trigger.TokenNeeded;
    }

    private DiscoveryResult discover(URI url, Answer answer, Discovery discovery) {
        return new dev.mcpauthfix.engine.metadata.Discovery(
                        fetcher, ProbeSettings.discovering(discovery), NOPLogger.NOP_LOGGER)
                .resolve(request(url), challenge(answer).wwwAuthenticate());
    }

    /**
     * What other clients ask and the ladder did not come to.
     *
     * @param strictly whether the hint alone leads to an authorization server, so that no client looks further
     */
    private void askTheRest(URI url, boolean strictly) {
        URI mcpUri = UrlRules.bare(url);
        askTheOrigin(mcpUri);
        for (URI issuer : namedServers()) {
            WellKnown.authorizationServer(issuer).forEach(address -> get(address, mcpUri, Purpose.SERVER_METADATA));
        }
        if (!strictly) {
            // Where there is no metadata for them, some clients assume endpoints: a GET without parameters tells
            // whether there is one.
            get(URI.create(UrlRules.origin(mcpUri) + "/authorize"), mcpUri, Purpose.ASSUMED_ENDPOINT);
        }
    }

    private void askTheOrigin(URI mcpUri) {
        WellKnown.protectedResourceWithPath(mcpUri).forEach(address -> get(address, mcpUri, Purpose.RESOURCE_METADATA));
        get(WellKnown.protectedResourceAtRoot(mcpUri), mcpUri, Purpose.RESOURCE_METADATA);
        WellKnown.authorizationServerAtRoot(mcpUri).forEach(address -> get(address, mcpUri, Purpose.SERVER_METADATA));
    }

    private Set<URI> namedServers() {
        Set<URI> servers = new LinkedHashSet<>();
        for (Exchange exchange : List.copyOf(fetcher.exchanges())) {
            JsonObject document = exchange.document();
            if (exchange.purpose() == Purpose.RESOURCE_METADATA && exchange.isSuccess() && document != null) {
                Optional.ofNullable(document.strings("authorization_servers")).orElse(List.of()).stream()
                        .limit(SERVERS)
                        .map(UrlRules::parse)
                        .filter(uri -> uri != null && uri.getRawQuery() == null)
                        .forEach(servers::add);
            }
        }
        return new LinkedHashSet<>(new ArrayList<>(servers).subList(0, Math.min(SERVERS, servers.size())));
    }

    private void get(URI address, URI mcpUri, Purpose purpose) {
        Map<String, String> headers = ProbeRequest.headers(purpose);
        fetcher.document(new HttpFetcher.Request("GET", address, headers, null, mcpUri, NetworkPath.DEFAULT), purpose);
    }

    private static McpRequest request(URI url) {
        return new McpRequest("POST", url, McpTraffic.Shape.STREAMABLE_POST, null, null, 0, NetworkPath.DEFAULT);
    }

    private static ChallengeResponse challenge(Answer answer) {
        return new ChallengeResponse(answer.status(), answer.headers().getOrDefault("www-authenticate", List.of()));
    }
}
