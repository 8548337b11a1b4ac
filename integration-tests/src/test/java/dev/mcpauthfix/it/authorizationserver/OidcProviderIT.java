package dev.mcpauthfix.it.authorizationserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** npm's oidc-provider: resource indicators enforced, refresh tokens rotated, metadata by OpenID Connect Discovery only. */
class OidcProviderIT extends AuthorizationServerCases {

    @Override
    RealServer start() throws IOException {
        return new OidcProvider(Installed.folder("oidc-provider"));
    }

    @Override
    List<String> scopes() {
        return List.of("openid", "mcp:tools");
    }

    @Override
    String audience(String mcpUri) {
        return mcpUri;
    }

    @Override
    String tokenEndpoint() {
        return server().issuer() + "/token";
    }

    /** The status of a POST. */
    static int post(String url, String form) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static final class OidcProvider implements RealServer {

        private final Launched process;
        private final String issuer;

        OidcProvider(Path folder) throws IOException {
            process = new Launched(new ProcessBuilder("node", "op.mjs", "0").directory(folder.toFile()), "listening ");
            issuer = process.after("listening ");
        }

        @Override
        public String issuer() {
            return issuer;
        }

        @Override
        public String keys() {
            return issuer + "/jwks";
        }

        @Override
        public void forget(String clientId) throws IOException, InterruptedException {
            assertThat(post(issuer + "/test/forget?" + clientId, "")).isEqualTo(204);
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
