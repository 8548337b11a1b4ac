package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the MCP server's own origin for the authorization server, as MCP 2025-03-26 defines (claude-code#61376). No document
 * vouches for a foreign server here, so issuer and endpoints must belong to the MCP server's owner (attack S7).
 */
final class OriginDiscovery {

    private static final List<String> ENDPOINTS =
            List.of("authorization_endpoint", "token_endpoint", "registration_endpoint");

    private final MetadataFetcher fetcher;
    private final EngineSettings settings;
    private final URI mcpUri;

    OriginDiscovery(MetadataFetcher fetcher, EngineSettings settings, URI mcpUri) {
        this.fetcher = fetcher;
        this.settings = settings;
        this.mcpUri = mcpUri;
    }

    /** Valid metadata and the rung that answered. */
    record Located(AuthorizationServerMetadata metadata, Rung rung) {}

    /**
     * Tries the metadata addresses of the origin, then those around the MCP path.
     *
     * @param authorizationUris the challenge's {@code authorization_uri} values; one is tried where it is a metadata address
     *     of this very origin (claude-code#59463), and ignored otherwise
     */
    Step<Located> resolve(List<String> authorizationUris) {
        List<URI> atOrigin = new ArrayList<>();
        for (String text : authorizationUris) {
            URI uri = UrlRules.parse(text);
            if (uri != null && UrlRules.sameOrigin(uri, mcpUri) && WellKnown.isWellKnown(uri)) {
                atOrigin.add(uri);
            }
        }
        atOrigin.addAll(WellKnown.authorizationServerAtRoot(mcpUri));
        Step<Located> step = tryAll(atOrigin, Rung.SERVER_METADATA_ORIGIN);
        return step instanceof Step.Nothing<Located>
                ? tryAll(WellKnown.authorizationServerWithMcpPath(mcpUri), Rung.SERVER_METADATA_PATH)
                : step;
    }

    /** The endpoints that MCP 2025-03-26 fixes for a server without any metadata. */
    Located defaultEndpoints() {
        String origin = UrlRules.origin(mcpUri);
        return new Located(
                new AuthorizationServerMetadata(
                        origin,
                        URI.create(origin + "/authorize"),
                        URI.create(origin + "/token"),
                        URI.create(origin + "/register"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        false),
                Rung.DEFAULT_ENDPOINTS);
    }

    private Step<Located> tryAll(List<URI> addresses, Rung rung) {
        for (URI address : addresses) {
            Fetched fetched = fetcher.fetch(address);
            if (fetched instanceof Fetched.Unreachable) {
                return Step.unreachable(fetcher.tried() + "; expected an answer of any kind; try again later");
            }
            if (fetched instanceof Fetched.Forbidden) {
                return Step.invalid(
                        DiscoveryResult.Fault.ADDRESS,
                        fetcher.tried() + "; " + fetched.note()
                                + "; the setting issuer=<URL> names the authorization server without a search");
            }
            if (fetched instanceof Fetched.Document document && AuthorizationServerDocument.isOne(document.json())) {
                return located(
                        validate(new AuthorizationServerDocument(document.json(), address, settings, mcpUri)), rung);
            }
        }
        return new Step.Nothing<>();
    }

    private Step<AuthorizationServerMetadata> validate(AuthorizationServerDocument document) {
        String issuer = document.issuer();
        URI issuerUri = issuer == null ? null : UrlRules.parse(issuer);
        if (issuer != null && (issuerUri == null || !UrlRules.isOwnedWith(issuerUri, mcpUri))) {
            return foreign(document, "issuer", issuer);
        }
        for (String name : ENDPOINTS) {
            URI endpoint = document.endpoint(name);
            if (endpoint != null && !UrlRules.isOwnedWith(endpoint, mcpUri)) {
                return foreign(document, name, endpoint.toString());
            }
        }
        return document.validate();
    }

    private Step<AuthorizationServerMetadata> foreign(AuthorizationServerDocument document, String name, String value) {
        return document.invalid(
                name.equals("issuer") ? DiscoveryResult.Fault.ISSUER : DiscoveryResult.Fault.ENDPOINT,
                "gives the " + name + " " + ServerText.quote(value) + "; expected one at "
                        + UrlRules.origin(mcpUri)
                        + " or on an https host below it, as no resource metadata vouches for another;"
                        + " if this one is right, name the authorization server by the setting issuer=<URL>");
    }

    private static Step<Located> located(Step<AuthorizationServerMetadata> step, Rung rung) {
        if (step instanceof Step.Got<AuthorizationServerMetadata> got) {
            return new Step.Got<>(new Located(got.value(), rung));
        }
        return ((Step.Halt<AuthorizationServerMetadata>) step).as();
    }
}
