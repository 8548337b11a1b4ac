package dev.mcpauthfix.it.authorizationserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keycloak as it is delivered, in its development mode, with one realm that lets clients register themselves. */
final class KeycloakIT extends AuthorizationServerCases {

    @Override
    RealServer start() throws Exception {
        return new Keycloak(Installed.folder("keycloak").resolve("keycloak-26.7.3"));
    }

    @Override
    String tokenEndpoint() {
        return server().issuer() + "/protocol/openid-connect/token";
    }

    private static final class Keycloak implements RealServer {

        private static final String ADMIN = "admin";

        private final HttpClient http = HttpClient.newHttpClient();
        private final Launched process;
        private final String origin;

        Keycloak(Path folder) throws IOException, InterruptedException, java.text.ParseException {
            deleteAll(folder.resolve("data"));
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            origin = "http://127.0.0.1:" + port;
            ProcessBuilder builder = new ProcessBuilder(
                    folder.resolve("bin/kc.sh").toString(),
                    "start-dev",
                    "--http-host=127.0.0.1",
                    "--http-port=" + port);
            builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
            builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
            builder.environment().put("JAVA_OPTS_APPEND", "-Xmx512m");
            process = new Launched(builder, "Listening on:");
            try {
                makeRealm();
            } catch (IOException | InterruptedException | java.text.ParseException | AssertionError failed) {
                process.close();
                throw failed;
            }
        }

        private void makeRealm() throws IOException, InterruptedException, java.text.ParseException {
            String realm = "{\"realm\":\"mcp\",\"enabled\":true,\"revokeRefreshToken\":true,\"users\":[{\"username\":\""
                    + ScriptedPerson.NAME + "\",\"enabled\":true,\"email\":\"ada@example.com\",\"emailVerified\":true,"
                    + "\"firstName\":\"Ada\",\"lastName\":\"L\",\"credentials\":[{\"type\":\"password\",\"value\":\""
                    + ScriptedPerson.PASSWORD + "\"}],\"realmRoles\":[\"offline_access\"]}]}";
            assertThat(admin("POST", "/admin/realms", realm).statusCode()).isEqualTo(201);
            // As an administrator must before any client can register itself: by itself Keycloak trusts no host.
            String policies = admin(
                            "GET",
                            "/admin/realms/mcp/components?type="
                                    + "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy",
                            "")
                    .body();
            for (Object policy : JSONArrayUtils.parse(policies)) {
                Map<?, ?> members = (Map<?, ?>) policy;
                if ("anonymous".equals(members.get("subType")) && "trusted-hosts".equals(members.get("providerId"))) {
                    assertThat(admin("DELETE", "/admin/realms/mcp/components/" + members.get("id"), "")
                                    .statusCode())
                            .isEqualTo(204);
                }
            }
        }

        private HttpResponse<String> admin(String method, String path, String body)
                throws IOException, InterruptedException, java.text.ParseException {
            HttpRequest login = HttpRequest.newBuilder(
                            URI.create(origin + "/realms/master/protocol/openid-connect/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(
                            "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password=" + ADMIN))
                    .build();
            String token = JSONObjectUtils.getString(
                    JSONObjectUtils.parse(
                            http.send(login, BodyHandlers.ofString()).body()),
                    "access_token");
            return http.send(
                    HttpRequest.newBuilder(URI.create(origin + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }

        @Override
        public String issuer() {
            return origin + "/realms/mcp";
        }

        @Override
        public String keys() {
            return issuer() + "/protocol/openid-connect/certs";
        }

        @Override
        public void forget(String clientId) throws IOException, InterruptedException {
            try {
                List<Object> found =
                        JSONArrayUtils.parse(admin("GET", "/admin/realms/mcp/clients?clientId=" + clientId, "")
                                .body());
                assertThat(found).hasSize(1);
                Object id = ((Map<?, ?>) found.get(0)).get("id");
                assertThat(admin("DELETE", "/admin/realms/mcp/clients/" + id, "")
                                .statusCode())
                        .isEqualTo(204);
            } catch (java.text.ParseException malformed) {
                throw new IOException(malformed);
            }
        }

        @Override
        public void close() {
            process.close();
        }

        private static void deleteAll(Path folder) throws IOException {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
