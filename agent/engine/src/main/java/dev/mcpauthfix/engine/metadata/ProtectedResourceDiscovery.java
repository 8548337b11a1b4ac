package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds protected resource metadata: the hints, then the well-known addresses (RFC 9728, sections 3 and 5; rules R2, R3). */
final class ProtectedResourceDiscovery {

    private final MetadataFetcher fetcher;
    private final URI requestUri;
    private final URI mcpUri;

    ProtectedResourceDiscovery(MetadataFetcher fetcher, URI requestUri) {
        this.fetcher = fetcher;
        this.requestUri = requestUri;
        this.mcpUri = UrlRules.bare(requestUri);
    }

    /** A valid document, where it was asked for, and the rung that answered. */
    record Located(ProtectedResourceMetadata metadata, URI address, Rung rung) {}

    /**
     * Tries every hint in order, then the addresses derived from the MCP URI. A document without authorization servers is
     * answered only where none names any.
     *
     * <p>Hints that all fail, with nothing at the derived addresses either, halt: whom the hint would have named is
     * unknown, and the origin might be somebody else (claude-code#80731).
     *
     * @param derived whether the derived addresses count
     */
    Step<Located> resolve(List<String> hints, boolean derived) {
        Walk walk = new Walk();
        boolean settled = walk.hints(hints) || (derived && walk.derivedAddresses());
        if (!settled && walk.unnamed == null && !hints.isEmpty()) {
            return new Step.Halt<>(
                    walk.hintWhy,
                    DiscoveryResult.Fault.HINT,
                    fetcher.tried() + "; the challenge's resource_metadata is unusable (" + walk.hintNote
                            + "), so the server must mend it, or the setting issuer=<URL> name the authorization server");
        }
        return walk.outcome();
    }

    /** One way down the addresses, until one settles the matter. */
    private final class Walk {

        private @Nullable Step<Located> settled;
        private @Nullable Located unnamed;
        private Why hintWhy = Why.INVALID;
        private String hintNote = "";

        boolean hints(List<String> hints) {
            for (String hint : hints) {
                URI uri = resolveHint(hint);
                if (uri == null) {
                    hintNote = ServerText.quote(hint) + " is not a URL that may be asked";
                    continue;
                }
                Fetched fetched = fetcher.fetch(uri);
                hintNote = ServerText.quote(hint) + ": " + fetched.note();
                if (fetched instanceof Fetched.Unreachable) {
                    hintWhy = Why.UNREACHABLE;
                }
                if (accepts(fetched, uri, Rung.HINT)) {
                    return true;
                }
            }
            return false;
        }

        boolean derivedAddresses() {
            for (URI uri : WellKnown.protectedResourceWithPath(mcpUri)) {
                if (derived(uri, Rung.RESOURCE_METADATA_PATH)) {
                    return true;
                }
            }
            return derived(WellKnown.protectedResourceAtRoot(mcpUri), Rung.RESOURCE_METADATA_ROOT);
        }

        Step<Located> outcome() {
            if (settled != null) {
                return settled;
            }
            return unnamed == null ? new Step.Nothing<>() : new Step.Got<>(unnamed);
        }

        private boolean derived(URI uri, Rung rung) {
            Fetched fetched = fetcher.fetch(uri);
            if (fetched instanceof Fetched.Unreachable) {
                settled = Step.unreachable(fetcher.tried() + "; expected an answer of any kind; try again later");
            } else if (fetched instanceof Fetched.Forbidden) {
                settled = Step.invalid(
                        DiscoveryResult.Fault.ADDRESS,
                        fetcher.tried() + "; " + fetched.note()
                                + "; the setting issuer=<URL> avoids the search for resource metadata");
            }
            return settled != null || accepts(fetched, uri, rung);
        }

        private boolean accepts(Fetched fetched, URI uri, Rung rung) {
            Optional<ProtectedResourceMetadata> metadata = fetched instanceof Fetched.Document document
                    ? ProtectedResourceMetadata.read(document.json())
                    : Optional.empty();
            if (metadata.isEmpty()) {
                return false;
            }
            Located located = new Located(metadata.get(), uri, rung);
            if (!coversRequest(located.metadata.resource())) {
                settled = otherResource(uri, located.metadata.resource());
            } else if (located.metadata.namesServers()) {
                settled = new Step.Got<>(located);
            } else if (unnamed == null) {
                unnamed = located;
            }
            return settled != null;
        }
    }

    private boolean coversRequest(String resource) {
        URI uri = UrlRules.parse(resource);
        return uri != null && UrlRules.covers(uri, requestUri);
    }

    /** A token for another resource must never be asked for on this server's word (attack S6). */
    private static Step<Located> otherResource(URI uri, String resource) {
        return Step.invalid(
                DiscoveryResult.Fault.RESOURCE,
                ServerText.quote(uri.toString()) + " describes the resource " + ServerText.quote(resource)
                        + "; expected the MCP URI or a path prefix of it on the same origin (RFC 9728, section 3.3);"
                        + " call the server by the URL it names, or have the server mended");
    }

    /** Servers send relative references too (claude-code#46539); null for what is no URL or may not be asked. */
    private @Nullable URI resolveHint(String hint) {
        URI base = mcpUri.getRawPath().isEmpty() ? mcpUri.resolve("/") : mcpUri;
        try {
            URI uri = UrlRules.parse(base.resolve(new URI(hint)).toString());
            return uri != null && UrlRules.isConfidential(uri, mcpUri) ? uri : null;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }
}
