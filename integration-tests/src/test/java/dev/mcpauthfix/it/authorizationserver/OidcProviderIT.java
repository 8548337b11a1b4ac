package dev.mcpauthfix.it.authorizationserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** npm's oidc-provider: resource indicators enforced, refresh tokens rotated, metadata by OpenID Connect Discovery only. */
final class OidcProviderIT extends AuthorizationServerCases {

    @Override
    RealServer start() throws IOException {
        return new OidcProvider(Installed.folder("oidc-provider"));
    }

    @Override
    List<String> scopes() {
        return List.of("openid", "mcp:tools");
    }

    @Override
    int refresh(String refreshToken, String clientId) throws IOException, InterruptedException {
        return post(
                server().issuer() + "/token",
                "grant_type=refresh_token&refresh_token=" + refreshToken + "&client_id=" + clientId);
    }

    static int post(String url, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static final class OidcProvider implements RealServer {

        private final Process node;
        private final String issuer;

        OidcProvider(Path folder) throws IOException {
            node = new ProcessBuilder("node", "op.mjs", "0")
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader lines = node.inputReader();
            String line = lines.readLine();
            while (line != null && !line.startsWith("listening ")) {
                line = lines.readLine();
            }
            assertThat(line).as("the first lines of op.mjs").isNotNull();
            issuer = line.substring("listening ".length());
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
            node.destroy();
            node.onExit().join();
        }
    }
}
