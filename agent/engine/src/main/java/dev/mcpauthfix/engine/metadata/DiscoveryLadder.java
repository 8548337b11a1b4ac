package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.challenge.BearerChallenge;
import dev.mcpauthfix.engine.challenge.Challenge;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Found;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Stopped;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One walk down the ladder. */
final class DiscoveryLadder {

    private final MetadataFetcher metadata;
    private final EngineSettings settings;
    private final boolean lenient;
    private final Predicate<String> known;
    private final URI requestUri;
    private final URI mcpUri;
    private final @Nullable BearerChallenge challenge;
    private final IssuerDiscovery issuers;

    DiscoveryLadder(
            MetadataFetcher metadata,
            EngineSettings settings,
            boolean lenient,
            Predicate<String> known,
            URI requestUri,
            List<Challenge> challenges) {
        this.metadata = metadata;
        this.settings = settings;
        this.lenient = lenient;
        this.known = known;
        this.requestUri = requestUri;
        this.mcpUri = UrlRules.bare(requestUri);
        this.challenge = BearerChallenge.of(challenges).orElse(null);
        this.issuers = new IssuerDiscovery(metadata, settings, mcpUri);
    }

    DiscoveryResult resolve() {
        URI pinned = settings.issuer();
        if (pinned != null) {
            return finish(undescribed(), issuers.resolve(List.of(pinned.toString())), Rung.CONFIGURED);
        }
        List<String> hints = challenge == null ? List.of() : challenge.resourceMetadata();
        Step<ProtectedResourceDiscovery.Located> step =
                new ProtectedResourceDiscovery(metadata, requestUri).resolve(hints, lenient);
        if (step instanceof Step.Halt<?> halt) {
            return stopped(halt);
        }
        if (!(step instanceof Step.Got<ProtectedResourceDiscovery.Located> got)) {
            return lenient ? undescribedAtOrigin() : strictStop();
        }
        ProtectedResourceMetadata described = got.value().metadata();
        return described.namesServers()
                ? finish(
                        described.describe(mcpUri, got.value().address()),
                        issuers.resolve(knownFirst(described.authorizationServers())),
                        got.value().rung())
                : describedAtOrigin(described.describe(mcpUri, got.value().address()));
    }

    /** In the server's order otherwise. One that a person has logged in to before is no news to them. */
    private List<String> knownFirst(List<String> servers) {
        if (servers.size() < 2) {
            return servers;
        }
        List<String> first = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String server : servers) {
            (known.test(server) ? first : others).add(server);
        }
        first.addAll(others);
        return first;
    }

    /** No resource metadata: the origin's metadata, else the default endpoints if the server did say Bearer. */
    private DiscoveryResult undescribedAtOrigin() {
        OriginDiscovery origin = new OriginDiscovery(metadata, settings, mcpUri);
        Step<OriginDiscovery.Located> step = atOrigin(origin);
        if (step instanceof Step.Nothing<?>) {
            step = challenge == null ? notOauth() : new Step.Got<>(origin.defaultEndpoints());
        }
        return finish(undescribed(), step);
    }

    /** Resource metadata that names no server says at least what the token is for; default endpoints are out of question. */
    private DiscoveryResult describedAtOrigin(ProtectedResource described) {
        Step<OriginDiscovery.Located> step = new Step.Nothing<>();
        if (lenient) {
            step = atOrigin(new OriginDiscovery(metadata, settings, mcpUri));
        }
        if (step instanceof Step.Nothing<?>) {
            step = Step.invalid(
                    DiscoveryResult.Fault.NO_SERVERS,
                    metadata.tried() + "; the resource metadata has no authorization_servers"
                            + (lenient ? "" : ", and discovery=strict goes no further")
                            + "; name the authorization server by the setting issuer=<URL>");
        }
        return finish(described, step);
    }

    private Step<OriginDiscovery.Located> atOrigin(OriginDiscovery origin) {
        return origin.resolve(challenge == null ? List.of() : challenge.authorizationUri());
    }

    private Step<OriginDiscovery.Located> notOauth() {
        return new Step.Halt<>(
                Why.NOT_OAUTH,
                metadata.tried()
                        + "; expected OAuth metadata or a Bearer challenge; if the server does take OAuth tokens,"
                        + " name its authorization server by the setting issuer=<URL>");
    }

    private Stopped strictStop() {
        return new Stopped(
                Why.NO_HINT,
                "the challenge has no resource_metadata, the only way that discovery=strict takes; set discovery=lenient"
                        + " to try the others",
                metadata.requests());
    }

    /** The resource where no metadata describes it: the MCP URI, without the "/" that some append (vercel/ai#13988). */
    private ProtectedResource undescribed() {
        return new ProtectedResource(mcpUri.toString(), mcpUri, null, false, null);
    }

    private DiscoveryResult finish(ProtectedResource resource, Step<OriginDiscovery.Located> step) {
        return step instanceof Step.Got<OriginDiscovery.Located> got
                ? new Found(resource, got.value().metadata(), got.value().rung(), metadata.requests())
                : stopped((Step.Halt<?>) step);
    }

    private DiscoveryResult finish(ProtectedResource resource, Step<AuthorizationServerMetadata> step, Rung rung) {
        return step instanceof Step.Got<AuthorizationServerMetadata> got
                ? new Found(resource, got.value(), rung, metadata.requests())
                : stopped((Step.Halt<?>) step);
    }

    private Stopped stopped(Step.Halt<?> halt) {
        return new Stopped(halt.why(), halt.fault(), halt.reason(), metadata.requests());
    }
}
