package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.server.Challenge;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.wire.WireResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The catalogue: every way in which an MCP server is right, unusual, broken or hostile, as one server that can be opened. Outside
 * Java an animal goes by its name in kebab case, such as {@code dead-hint}.
 */
public enum Animal {
    FOUNDING(
            "anthropics/claude-code#61376: no hint, no protected resource metadata; authorization server metadata at the origin",
            McpAnimals.shaped(ServerShape.founding())),
    OPENID_AT_ORIGIN(
            "no hint; authorization server metadata at the origin, as OpenID Connect Discovery only",
            McpAnimals.shaped(ServerShape.openIdAtOrigin())),
    BARE_401("a 401 without WWW-Authenticate; else as founding", McpAnimals.shaped(ServerShape.bareUnauthorized())),
    FORBIDDEN_BEARER(
            "a 403 with a Bearer challenge though no token was sent; else as founding",
            McpAnimals.shaped(ServerShape.forbiddenBearer())),
    HEALTHY(
            "all is right: a hint to protected resource metadata at its well-known address, registration, S256",
            McpAnimals.shaped(McpAnimals.healthy())),
    RESOURCE_METADATA_PATH(
            "no hint; protected resource metadata at the well-known address with the MCP path in it",
            McpAnimals.shaped(ServerShape.resourceMetadataPath())),
    RESOURCE_METADATA_ROOT(
            "no hint; protected resource metadata at the root only, for the whole origin",
            McpAnimals.shaped(ServerShape.resourceMetadataRoot())),
    SERVER_METADATA_PATH(
            "no hint; authorization server metadata at the well-known address with the MCP path in it",
            McpAnimals.shaped(ServerShape.serverMetadataPath())),
    DEFAULT_ENDPOINTS(
            "no metadata at all, but /authorize, /token and /register at the origin, as MCP 2025-03-26 assumes",
            McpAnimals.shaped(ServerShape.defaultEndpoints())),
    HINT_ONLY(
            "protected resource metadata at an address that only the hint tells",
            McpAnimals.shaped(ServerShape.hintOnly())),

    DEAD_HINT(
            "the hint leads to a 404; protected resource metadata is at its well-known address all the same",
            McpAnimals.shaped(McpAnimals.deadHint())),
    DEAD_HINT_ALONE(
            "the hint leads to a port where nobody listens, and nothing else leads anywhere", Strangers::deadHintAlone),
    RELATIVE_HINT(
            "the hint is a relative reference; it leads to the well-known address",
            McpAnimals.shaped(McpAnimals.relativeHint())),

    WEB_PAGE_AT_WELL_KNOWN(
            "the addresses of protected resource metadata answer 200 with a web page; else as founding",
            McpAnimals.foundingWith(Pages.application())),
    WEB_PAGE_EVERYWHERE(
            "a Bearer challenge, and every other address, /authorize too, answers 200 with the same web page",
            Strangers.everywhereElse(Pages.application())),
    EMPTY_OBJECTS("a Bearer challenge, and every well-known address answers {}", Strangers.emptyObjects()),
    METADATA_BEHIND_401(
            "the addresses of protected resource metadata want a token themselves; else as founding",
            McpAnimals.foundingWith(Challenge.bearerWithoutHint().toResponse("", ""))),
    METADATA_SERVER_ERROR(
            "the addresses of protected resource metadata answer 500; else as founding",
            McpAnimals.foundingWith(WireResponse.text(500, "Internal Server Error"))),
    GATEWAY_ERROR(
            "a Bearer challenge, and every other address answers 502", Strangers.everywhereElse(Pages.badGateway())),

    API_KEY("wants an API key: a challenge of the scheme ApiKey", Strangers.challenging(Challenge.apiKey())),
    API_KEY_BARE("wants an API key, in a gateway's own words", Strangers.challenging(Strangers.apiKeyBare())),
    STATIC_TOKEN(
            "wants a Bearer token that no authorization server gives: no metadata, no endpoints",
            Strangers.challenging(Strangers.staticToken())),
    BASIC("wants a user and a password (RFC 7617)", Strangers.challenging(Challenge.basic())),
    NEGOTIATE("wants a Kerberos ticket (RFC 4559)", Strangers.challenging(Strangers.negotiate())),
    FORBIDDEN("a 403 without a challenge", Strangers.challenging(Challenge.forbidden())),
    NOT_FOUND("a 404 at the MCP path", Strangers.challenging(Challenge.notFound())),

    OPEN("no authorization: the MCP endpoint just answers", McpAnimals.shaped(McpAnimals.open())),
    SESSION_PROXY("a redirect to a login page for everybody without a cookie", McpAnimals.sessionProxy()),
    MOVED("a 307 from /mcp to /mcp/, and there the founding challenge", McpAnimals.moved()),

    FOREIGN_ISSUER(
            "authorization server metadata at the origin whose issuer and endpoints are on another origin",
            McpAnimals.foreignIssuer()),
    ISSUER_MISMATCH(
            "the authorization server's metadata names another issuer than protected resource metadata does",
            McpAnimals.shaped(McpAnimals.issuerMismatch())),
    OTHER_RESOURCE("protected resource metadata names the resource of another host", McpAnimals.otherResource()),
    NO_AUTHORIZATION_SERVERS(
            "protected resource metadata without authorization_servers, and nothing at the origin",
            McpAnimals.noAuthorizationServers()),
    PKCE_MISSING(
            "as healthy, but for code_challenge_methods_supported, which is missing",
            McpAnimals.shaped(McpAnimals.pkceMissing())),
    PKCE_PLAIN(
            "as healthy, but for code_challenge_methods_supported, which has plain only",
            McpAnimals.shaped(McpAnimals.pkcePlain())),
    NO_REGISTRATION(
            "as healthy, but clients must be registered by hand: no registration endpoint, no client metadata documents",
            McpAnimals.shaped(McpAnimals.noRegistration())),
    REGISTRATION_REFUSED(
            "as healthy, but for the registration endpoint, which answers 403",
            McpAnimals.shaped(McpAnimals.registrationRefused())),

    NEGOTIATE_FIRST(
            "two WWW-Authenticate lines, Negotiate before Bearer; else as healthy",
            McpAnimals.shaped(McpAnimals.negotiateFirst())),
    TYPESCRIPT_TEXT(
            "the words of the MCP TypeScript SDK; else as founding",
            McpAnimals.foundingSaying("", "invalid_token", "Missing Authorization header")),
    PYTHON_TEXT(
            "the words of the MCP Python SDK; else as founding",
            McpAnimals.foundingSaying("", "invalid_token", "Authentication required")),
    CLOUDFLARE_TEXT(
            "the words of Cloudflare's OAuth provider; else as founding",
            McpAnimals.foundingSaying("realm=\"OAuth\", ", "invalid_token", "Missing or invalid access token")),

    EXPIRED_CERTIFICATE(
            "HTTPS with a certificate that has expired, of an unknown authority",
            SecureAnimals.showing("expired-certificate")),
    SELF_SIGNED("HTTPS with a certificate that signs itself", SecureAnimals.showing("self-signed")),
    WRONG_NAME(
            "HTTPS with a certificate for another host, of an unknown authority", SecureAnimals.showing("wrong-name")),
    NO_TLS("an https URL, and plain HTTP behind it", SecureAnimals::noTls),
    CLOSED_PORT("nobody listens there", Nobody::closedPort),
    UNKNOWN_HOST("a host that does not exist", Nobody::unknownHost),
    SILENT("takes every request and never answers", RawAnimals.answering(RawAnimals::silence)),
    DRIPPING("the head of its 401 comes one byte a second and never ends", RawAnimals.answering(RawAnimals::drip)),
    SLOW("as founding, but each answer takes 1.5 seconds", McpAnimals.slow()),

    ENDLESS_METADATA("a hint to metadata that never ends", RawAnimals.metadata(RawAnimals::neverEnd)),
    HUGE_METADATA("a hint to metadata of 2 MiB", Attackers.hugeMetadata()),
    DEEP_METADATA("a hint to metadata of 100,000 nested arrays", Attackers.deepMetadata()),
    ZIP_BOMB("a hint to metadata that unpacks to 100 MiB", RawAnimals.metadata(RawAnimals::bomb)),
    TERMINAL_ESCAPES(
            "escape sequences and bidirectional overrides in its challenge, its headers and its metadata",
            RawAnimals.answering(TerminalEscapes::write)),
    INWARD_REDIRECT(
            "metadata that redirects to http://169.254.169.254/, where clouds keep credentials",
            Attackers.inwardRedirect()),
    ELSEWHERE_REDIRECT("metadata that redirects to another port, which answers", Attackers::elsewhereRedirect),
    INWARD_HINT(
            "a hint to http://169.254.169.254/, and an authorization server at http://10.0.0.1/",
            Attackers.inwardHint()),
    ENDLESS_REDIRECTS("metadata that redirects for ever, each time to a new address", Attackers.endlessRedirects()),
    HEADER_FLOOD("100,000 header lines in every answer", RawAnimals.answering(RawAnimals::flood));

    private final String shows;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Habitat habitat;

    Animal(String shows, Habitat habitat) {
        this.shows = shows;
        this.habitat = habitat;
    }

    /** What it shows, in one line of plain text. */
    public String shows() {
        return shows;
    }

    /** Starts it on loopback, on free ports. */
    public Cage open() throws Exception {
        return habitat.open();
    }

    /** The animal of this name in kebab case; empty where there is none. */
    public static Optional<Animal> named(String name) {
        return Arrays.stream(values())
                .filter(animal -> animal.toString().equals(name))
                .findFirst();
    }

    /** The name in kebab case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
