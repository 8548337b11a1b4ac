package dev.mcpauthfix.it.authorization;

import dev.mcpauthfix.it.wire.WireHandler;
import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An authorization server without a socket, so that it can live on an origin of its own ({@link TestAuthorizationServer}) or
 * on the MCP server's.
 */
public final class AuthorizationServer implements WireHandler {

    private final AuthorizationServerSettings settings;
    private final RandomValues random = new RandomValues();
    private final Clients clients;
    private final IssuedTokens tokens;
    private final AuthorizationEndpoint authorizationEndpoint = new AuthorizationEndpoint(this);
    private final TokenEndpoint tokenEndpoint = new TokenEndpoint(this);
    private volatile String origin = "";
    private volatile Set<String> resources = Set.of();

    public AuthorizationServer(AuthorizationServerSettings settings, Clock clock) {
        this.settings = settings;
        this.clients = new Clients(settings, random);
        this.tokens = new IssuedTokens(settings, clock, random);
    }

    /** Tells where it is hosted; nothing is answered before. */
    public void hostedAt(String schemeAndAuthority) {
        this.origin = schemeAndAuthority;
    }

    /** Tells the resource indicators that it issues tokens for; none means any. */
    public void issuesTokensFor(Set<String> resourceIndicators) {
        this.resources = Set.copyOf(resourceIndicators);
    }

    /** The issuer identifier. */
    public String issuer() {
        return origin + settings.issuerPath();
    }

    /** Where an endpoint is: {@code authorize}, {@code token}, {@code register} or {@code revoke}. */
    public URI endpoint(String name) {
        return URI.create(origin + settings.endpointPrefix() + "/" + name);
    }

    /** Whether an access token of ours is still good. */
    public boolean accepts(String accessToken) {
        return tokens.isValid(accessToken);
    }

    /** Makes every access token issued so far invalid; refresh tokens stay good. */
    public void expireAccessTokens() {
        tokens.expireAccessTokens();
    }

    /** How many refreshes were granted. */
    public int refreshes() {
        return tokens.refreshes();
    }

    /** How many times a refresh token was used again and all tokens of its client were revoked for it. */
    public int revokedFamilies() {
        return tokens.revokedFamilies();
    }

    /** Forgets clients and tokens, as a server that lost its database. */
    public void forgetEverything() {
        clients.forget();
        tokens.forget();
    }

    @Override
    public Optional<WireResponse> handle(WireRequest request) {
        if (settings.metadataPaths().contains(request.path())) {
            return Optional.of(metadata());
        }
        String prefix = settings.endpointPrefix();
        if (!request.path().startsWith(prefix + "/")) {
            return Optional.empty();
        }
        try {
            return endpoint(request.method() + " " + request.path().substring(prefix.length()), request);
        } catch (OAuthError error) {
            return Optional.of(error.toResponse());
        }
    }

    /** What a request to one of the endpoints is for, in a few words; empty for a path that is none. */
    public Optional<String> purpose(String path) {
        if (settings.metadataPaths().contains(path)) {
            return Optional.of("authorization server metadata");
        }
        String prefix = settings.endpointPrefix();
        return switch (path.startsWith(prefix) ? path.substring(prefix.length()) : "") {
            case "/authorize" -> Optional.of("authorization request");
            case "/decision" -> Optional.of("consent");
            case "/token" -> Optional.of("token request");
            case "/register" -> Optional.of("client registration");
            case "/revoke" -> Optional.of("token revocation");
            default -> Optional.empty();
        };
    }

    private Optional<WireResponse> endpoint(String methodAndPath, WireRequest request) throws OAuthError {
        return switch (methodAndPath) {
            case "GET /authorize" -> Optional.of(authorizationEndpoint.authorize(request));
            case "POST /decision" -> Optional.of(authorizationEndpoint.decide(request));
            case "POST /token" -> Optional.of(tokenEndpoint.token(request));
            case "POST /revoke" -> Optional.of(revoke(request));
            case "POST /register" ->
                settings.registration() ? Optional.of(clients.register(request)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private WireResponse revoke(WireRequest request) throws OAuthError {
        clients.authenticate(request);
        tokens.revoke(request.form().getOrDefault("token", ""));
        return WireResponse.empty(200);
    }

    private WireResponse metadata() {
        if (settings.faults().contains(Fault.METADATA_IS_A_WEB_PAGE)) {
            return WireResponse.html(200, ConsentPage.message("Welcome"));
        }
        String endpoints = origin + settings.endpointPrefix();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "issuer",
                settings.faults().contains(Fault.METADATA_NAMES_ANOTHER_ISSUER) ? "https://other.example" : issuer());
        document.put("authorization_endpoint", endpoints + "/authorize");
        document.put("token_endpoint", endpoints + "/token");
        document.put("revocation_endpoint", endpoints + "/revoke");
        if (settings.registration()) {
            document.put("registration_endpoint", endpoints + "/register");
        }
        document.put("response_types_supported", List.of("code"));
        document.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
        document.put("token_endpoint_auth_methods_supported", settings.tokenEndpointAuthMethods());
        document.put("authorization_response_iss_parameter_supported", true);
        putUnlessEmpty(document, "code_challenge_methods_supported", settings.codeChallengeMethods());
        putUnlessEmpty(document, "scopes_supported", settings.scopes());
        return WireResponse.json(200, document);
    }

    private static void putUnlessEmpty(Map<String, Object> document, String name, List<String> values) {
        if (!values.isEmpty()) {
            document.put(name, values);
        }
    }

    boolean knowsResource(String indicator) {
        return resources.isEmpty() || resources.contains(indicator);
    }

    String decisionPath() {
        return settings.endpointPrefix() + "/decision";
    }

    AuthorizationServerSettings settings() {
        return settings;
    }

    RandomValues random() {
        return random;
    }

    Clients clients() {
        return clients;
    }

    IssuedTokens tokens() {
        return tokens;
    }

    AuthorizationEndpoint authorizationEndpoint() {
        return authorizationEndpoint;
    }
}
