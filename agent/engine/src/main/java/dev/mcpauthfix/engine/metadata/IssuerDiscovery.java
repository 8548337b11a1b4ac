package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.List;

/** Fetches the metadata of an authorization server whose issuer identifier is known (RFC 8414, section 3; rules R4-R6). */
final class IssuerDiscovery {

    /** More would not fit into the budget of requests, nor into a line. */
    private static final int MAX_ISSUERS = 6;

    private final MetadataFetcher fetcher;
    private final EngineSettings settings;
    private final URI mcpUri;

    IssuerDiscovery(MetadataFetcher fetcher, EngineSettings settings, URI mcpUri) {
        this.fetcher = fetcher;
        this.settings = settings;
        this.mcpUri = mcpUri;
    }

    /**
     * Tries issuers in order, the next on any failure of one; it answers metadata or halts. Where all fail it halts with all
     * reasons: going on to a server that nobody named would be a downgrade.
     */
    Step<AuthorizationServerMetadata> resolve(List<String> issuers) {
        StringBuilder reasons = new StringBuilder();
        Why why = Why.INVALID;
        DiscoveryResult.Fault fault = null;
        for (String issuer : issuers.subList(0, Math.min(issuers.size(), MAX_ISSUERS))) {
            Step<AuthorizationServerMetadata> step = resolve(issuer);
            if (!(step instanceof Step.Halt<AuthorizationServerMetadata> halt)) {
                return step;
            }
            reasons.append(halt.reason()).append("; ");
            // The first is the one that its owner means above all.
            fault = fault == null ? halt.fault() : fault;
            if (halt.why() == Why.UNREACHABLE) {
                why = Why.UNREACHABLE;
            }
        }
        return new Step.Halt<>(
                why,
                why == Why.UNREACHABLE ? null : fault,
                reasons
                        + fetcher.tried()
                        + (why == Why.UNREACHABLE
                                ? "; try again later"
                                : "; if another issuer is right, name it by the setting issuer=<URL>"));
    }

    private Step<AuthorizationServerMetadata> resolve(String issuer) {
        URI uri = UrlRules.parse(issuer);
        String name = "the authorization server " + ServerText.quote(issuer);
        if (uri == null || uri.getRawQuery() != null || !UrlRules.isConfidential(uri, mcpUri)) {
            return Step.invalid(
                    DiscoveryResult.Fault.NO_SERVER_METADATA,
                    name + " is no https URL without query and fragment (RFC 8414, section 2)");
        }
        for (URI address : WellKnown.authorizationServer(uri)) {
            Fetched fetched = fetcher.fetch(address);
            if (fetched instanceof Fetched.Unreachable) {
                return Step.unreachable(name + " is " + fetched.note());
            }
            if (fetched instanceof Fetched.Forbidden) {
                return Step.invalid(DiscoveryResult.Fault.ADDRESS, name + " is not asked (" + fetched.note() + ")");
            }
            if (fetched instanceof Fetched.Document document && AuthorizationServerDocument.isOne(document.json())) {
                return validate(new AuthorizationServerDocument(document.json(), address, settings, mcpUri), issuer);
            }
        }
        return Step.invalid(DiscoveryResult.Fault.NO_SERVER_METADATA, name + " publishes no metadata");
    }

    /** A document that another issuer could have put there must not be used (RFC 8414, section 3.3; attack S5). */
    private static Step<AuthorizationServerMetadata> validate(AuthorizationServerDocument document, String issuer) {
        String written = document.issuer();
        return written == null || isSame(written, issuer)
                ? document.validate()
                : document.invalid(
                        DiscoveryResult.Fault.ISSUER,
                        "says its issuer is " + ServerText.quote(written) + "; expected " + ServerText.quote(issuer)
                                + " (RFC 8414, section 3.3)");
    }

    /** Identical, but for one trailing "/" that real servers add or leave out (opencode#50036, expo#49054). */
    private static boolean isSame(String one, String other) {
        return one.equals(other) || one.equals(other + "/") || other.equals(one + "/");
    }
}
