package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.engine.metadata.DiscoveryResult.Fault;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server's owner may copy, with the addresses filled in; the software that was recognised comes first. */
final class Snippets {

    private static final String JAVASCRIPT = "js";
    private static final String PYTHON = "python";

    private static final Snippet PROOF_KEY = new Snippet(
            "the authorization server's metadata", "json", "{\"code_challenge_methods_supported\": [\"S256\"]}\n");

    private final String resource;
    private final String metadata;
    private final String path;
    private final String endpoint;
    private final String issuer;

    private Snippets(Clues clues) {
        this.resource = unquoted(clues.mcpUri().toString());
        this.metadata = unquoted(clues.resourceMetadataAddress());
        this.endpoint = unquoted(
                clues.mcpUri().getRawPath().isEmpty() ? "/" : clues.mcpUri().getRawPath());
        this.path = metadata.substring(UrlRules.origin(clues.mcpUri()).length());
        this.issuer = clues.issuer().isEmpty() || clues.rung() == Rung.DEFAULT_ENDPOINTS
                ? "https://your-authorization-server.example"
                : unquoted(clues.issuer());
    }

    /** An address may hold an apostrophe, which would end a string of somebody's code. */
    private static String unquoted(String address) {
        return address.replace("'", "%27").replace("\"", "%22").replace("\\", "%5C");
    }

    /** None where the hint leads to all that is needed, and where OAuth plays no part. */
    static List<Snippet> of(Clues clues, Verdict verdict, @Nullable ServerStack stack) {
        if (!clues.asksForToken()) {
            return List.of();
        }
        if (clues.fault() == Fault.PROOF_KEY) {
            return List.of(PROOF_KEY);
        }
        boolean describes = clues.resourceDocuments().isEmpty()
                || clues.fault() == Fault.RESOURCE
                || clues.fault() == Fault.NO_SERVERS
                || clues.fault() == Fault.HINT;
        boolean mends = clues.rung() == null ? verdict != Verdict.NOT_OAUTH && describes : !clues.foundStrictly();
        if (!mends) {
            return List.of();
        }
        Snippets snippets = new Snippets(clues);
        List<Snippet> all = new ArrayList<>(List.of(
                snippets.http(),
                snippets.nginx(),
                snippets.springSecurity(),
                snippets.express(),
                snippets.fastApi(),
                snippets.typescriptSdk(),
                snippets.pythonSdk()));
        String name = stack == null ? "" : stack.name();
        all.sort((one, other) -> Integer.compare(rank(one, name), rank(other, name)));
        return all;
    }

    private static int rank(Snippet snippet, String stack) {
        return !stack.isEmpty() && stack.contains(snippet.title()) ? 0 : 1;
    }

    private Snippet http() {
        return new Snippet("any server", "http", """
                HTTP/1.1 401 Unauthorized
                WWW-Authenticate: Bearer resource_metadata="%s"

                GET %s
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"resource": "%s", "authorization_servers": ["%s"]}
                """.formatted(metadata, path, resource, issuer));
    }

    private Snippet nginx() {
        return new Snippet("nginx", "nginx", """
                location = %s {
                    default_type application/json;
                    return 200 '{"resource":"%s","authorization_servers":["%s"]}';
                }
                # where the MCP endpoint is proxied:
                proxy_hide_header WWW-Authenticate;
                add_header WWW-Authenticate $mcp_challenge always;
                # at the http level:
                map $status $mcp_challenge {
                    401     'Bearer resource_metadata="%s"';
                    default $upstream_http_www_authenticate;
                }
                """.formatted(path, resource, issuer, metadata));
    }

    private Snippet springSecurity() {
        return new Snippet("Spring Security", "java", """
                // Spring Security 7: publishes the document below /.well-known and adds the hint to its 401
                http.oauth2ResourceServer(server -> server
                        .jwt(Customizer.withDefaults())
                        .protectedResourceMetadata(metadata -> metadata
                                .protectedResourceMetadataCustomizer(document -> document
                                        .resource("%s")
                                        .authorizationServer("%s")
                                        // it says true by itself, which is for mutual TLS
                                        .tlsClientCertificateBoundAccessTokens(false))));
                """.formatted(resource, issuer));
    }

    private Snippet express() {
        return new Snippet("Express", JAVASCRIPT, """
                app.get('%s', (req, res) => res.json({
                  resource: '%s',
                  authorization_servers: ['%s'],
                }));
                // before each res.status(401):
                res.set('WWW-Authenticate', 'Bearer resource_metadata="%s"');
                """.formatted(path, resource, issuer, metadata));
    }

    private Snippet fastApi() {
        return new Snippet("FastAPI", PYTHON, """
                @app.get("%s")
                def protected_resource_metadata():
                    return {"resource": "%s",
                            "authorization_servers": ["%s"]}

                # wherever a call is refused, in a middleware too:
                return JSONResponse({"error": "invalid_token"}, status_code=401, headers={
                    "WWW-Authenticate": 'Bearer resource_metadata="%s"'})
                """.formatted(path, resource, issuer, metadata));
    }

    private Snippet typescriptSdk() {
        return new Snippet("MCP TypeScript SDK", JAVASCRIPT, """
                app.use(mcpAuthMetadataRouter({ oauthMetadata, resourceServerUrl: new URL('%s') }));
                app.use('%s', requireBearerAuth({ verifier, resourceMetadataUrl: '%s' }));
                """.formatted(resource, endpoint, metadata));
    }

    private Snippet pythonSdk() {
        return new Snippet("MCP Python SDK", PYTHON, """
                auth=AuthSettings(
                    issuer_url="%s",
                    resource_server_url="%s",
                )
                """.formatted(issuer, resource));
    }
}
