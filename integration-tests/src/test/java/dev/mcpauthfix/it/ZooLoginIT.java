package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.zoo.Animal;
import dev.mcpauthfix.it.zoo.Cage;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behind the animals that can be logged in to there is a real authorization server and real MCP. */
class ZooLoginIT {

    @ParameterizedTest
    @EnumSource(
            names = {
                "FOUNDING",
                "OPENID_AT_ORIGIN",
                "BARE_401",
                "FORBIDDEN_BEARER",
                "HEALTHY",
                "RESOURCE_METADATA_PATH",
                "RESOURCE_METADATA_ROOT",
                "SERVER_METADATA_PATH",
                "DEFAULT_ENDPOINTS",
                "HINT_ONLY",
                "DEAD_HINT",
                "RELATIVE_HINT",
                "WEB_PAGE_AT_WELL_KNOWN",
                "METADATA_BEHIND_401",
                "METADATA_SERVER_ERROR",
                "MOVED",
                "FOREIGN_ISSUER",
                "PKCE_MISSING",
                "NEGOTIATE_FIRST",
                "TYPESCRIPT_TEXT",
                "PYTHON_TEXT",
                "CLOUDFLARE_TEXT",
                "SLOW"
            })
    void aClientWithATokenSeesItsTools(Animal animal) throws Exception {
        try (Cage cage = animal.open()) {
            TestMcpServer server = cage.mcpServer().orElseThrow();

            String token = new Dance(server.authorizationServer(), server.resource()).accessToken();

            assertThat(tools(server, "Bearer " + token)).isEqualTo(2);
        }
    }

    @Test
    void theOpenOneWantsNoToken() throws Exception {
        try (Cage cage = Animal.OPEN.open()) {
            assertThat(tools(cage.mcpServer().orElseThrow(), "none")).isEqualTo(2);
        }
    }

    @Test
    void aClientRegisteredByHandMayLogInWhereNoneRegistersItself() throws Exception {
        try (Cage cage = Animal.NO_REGISTRATION.open()) {
            TestMcpServer server = cage.mcpServer().orElseThrow();
            Dance dance = new Dance(server.authorizationServer(), server.resource());

            assertThat(dance.authorize("registered-by-hand", Map.of())).containsKey("code");
        }
    }

    @Test
    void refusesRegistration() throws Exception {
        try (Cage cage = Animal.REGISTRATION_REFUSED.open()) {
            TestMcpServer server = cage.mcpServer().orElseThrow();
            Dance dance = new Dance(server.authorizationServer(), server.resource());

            assertThat(dance.register("none").status()).isEqualTo(403);
        }
    }

    private static int tools(TestMcpServer server, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", authorization);
        try (McpSyncClient client = McpClient.sync(HttpClientStreamableHttpTransport.builder(server.origin())
                        .endpoint(server.mcpUri().getPath())
                        .requestBuilder(request)
                        .build())
                .build()) {
            client.initialize();
            return client.listTools().tools().size();
        }
    }
}
