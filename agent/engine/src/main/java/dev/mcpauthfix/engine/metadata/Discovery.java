package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.challenge.Challenge;
import dev.mcpauthfix.engine.challenge.Challenges;
import dev.mcpauthfix.engine.challenge.Offer;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Stopped;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The discovery ladder, from a challenge to an authorization server: the pinned issuer, the hint, protected resource
 * metadata, the MCP server's own origin, and the default endpoints of MCP 2025-03-26, in this order ({@link Rung}).
 *
 * <p>A definitive answer that is no valid metadata advances, a network failure stops, and so does a document that exists
 * and fails validation. This object keeps no state and may be used by any thread.
 */
public final class Discovery implements AuthorizationServerFinder {

    private final HttpFetcher fetcher;
    private final ServerSettings settings;
    private final Predicate<String> known;
    private final Logger log;

    /** Uses this fetcher; each address asked is one line at DEBUG. */
    public Discovery(HttpFetcher fetcher, ServerSettings settings, Logger log) {
        this(fetcher, settings, issuer -> false, log);
    }

    /**
     * The same, and of several authorization servers those come first that we have a client at (rule R4).
     *
     * @param known whether we have a client at an issuer
     */
    public Discovery(HttpFetcher fetcher, ServerSettings settings, Predicate<String> known, Logger log) {
        this.fetcher = fetcher;
        this.settings = settings;
        this.known = known;
        this.log = log;
    }

    /**
     * Walks the ladder. It blocks for as long as its requests take, at most twelve of them, and does not throw.
     *
     * @param wwwAuthenticate all {@code WWW-Authenticate} header lines of the response, empty where there is none
     */
    @Override
    public DiscoveryResult resolve(McpRequest request, List<String> wwwAuthenticate) {
        List<Challenge> challenges = Challenges.parse(wwwAuthenticate);
        Stopped hopeless = hopeless(request.uri(), challenges);
        if (hopeless != null) {
            return hopeless;
        }
        URI mcpUri = UrlRules.bare(request.uri());
        MetadataFetcher metadata = new MetadataFetcher(fetcher, request, mcpUri, log);
        boolean lenient = settings.discovery(mcpUri) == EngineSettings.Discovery.LENIENT;
        return new DiscoveryLadder(metadata, settings.of(mcpUri), lenient, known, request.uri(), challenges).resolve();
    }

    @Override
    public @Nullable String hidden(McpRequest request, AuthorizationServerMetadata found) {
        URI mcpUri = UrlRules.bare(request.uri());
        MetadataFetcher metadata = new MetadataFetcher(fetcher, request, mcpUri, log);
        Step<AuthorizationServerMetadata> step =
                new IssuerDiscovery(metadata, settings.of(mcpUri), mcpUri).resolve(List.of(found.issuer()));
        if (step instanceof Step.Halt<AuthorizationServerMetadata> halt) {
            return halt.reason();
        }
        boolean same = step instanceof Step.Got<AuthorizationServerMetadata> got
                && got.value().issuer().equals(found.issuer())
                && got.value().tokenEndpoint().equals(found.tokenEndpoint());
        return same ? null : metadata.tried() + "; expected the issuer and the token endpoint that are published here";
    }

    /** Tells what no token could change; null where there is hope. */
    public static @Nullable Stopped hopeless(URI uri, List<Challenge> challenges) {
        if (Offer.of(challenges) == Offer.ONLY_OTHERS) {
            String scheme = ServerText.quote(challenges.get(0).scheme());
            return new Stopped(
                    Why.NOT_OAUTH,
                    "the server asks for the scheme " + scheme
                            + "; expected a Bearer challenge or none; give the client credentials of that scheme",
                    0);
        }
        if (!UrlRules.isWeb(uri) || !UrlRules.isConfidential(uri, uri)) {
            return new Stopped(
                    Why.INVALID,
                    "a token would travel unprotected to " + ServerText.quote(String.valueOf(uri.getHost()))
                            + "; expected an https MCP URI, or http on loopback; call the server by https",
                    0);
        }
        return null;
    }
}
