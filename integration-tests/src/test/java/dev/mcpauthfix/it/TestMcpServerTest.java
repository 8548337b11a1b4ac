package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.server.Challenge;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.server.Transport;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TestMcpServerTest {

    private final HttpClient http = HttpClient.newHttpClient();

    static Stream<ServerShape> shapes() {
        return Stream.concat(
                ServerShape.healing().stream(),
                Stream.of(
                        ServerShape.founding().overSse(),
                        ServerShape.configured(),
                        ServerShape.hintOnly().overSse()));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void letsAClientWithATokenInAndNobodyElse(ServerShape shape) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            assertThat(get(server.mcpUri()).statusCode())
                    .isEqualTo(shape.challenge().status());

            String token = new Dance(server.authorizationServer(), server.resource()).accessToken();

            assertThat(toolsSeenWith(token, server)).containsExactly("add", "greet");
        }
    }

    @Test
    void refusesATokenThatExpired() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            String token = new Dance(server.authorizationServer(), server.resource()).accessToken();
            server.authorizationServer().expireAccessTokens();

            HttpRequest request = HttpRequest.newBuilder(server.mcpUri())
                    .header("Authorization", "Bearer " + token)
                    .build();

            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void challengesAsTheIssueQuotesIt() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            assertThat(server.mcpUri().getPath()).isEqualTo("/v2/mcp/transport/");
            assertThat(get(server.mcpUri()).headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer error=\"invalid_token\"");
        }
    }

    @Test
    void tellsTheHintsUrl() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.hintOnly())) {
            assertThat(get(server.mcpUri()).headers().allValues("WWW-Authenticate"))
                    .containsExactly(
                            "Bearer resource_metadata=\"" + server.origin() + "/custom/metadata/location.json\"");
        }
    }

    @Test
    void answersWithoutBodyOrHeaderWhereToldTo() throws Exception {
        ServerShape shape =
                ServerShape.founding().withChallenge(Challenge.bare().withoutBody());
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            HttpResponse<String> answer = get(server.mcpUri());

            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "founding, /.well-known/oauth-authorization-server, 200",
        "founding, /.well-known/openid-configuration, 404",
        "founding, /.well-known/oauth-protected-resource, 404",
        "founding, /.well-known/oauth-protected-resource/v2/mcp/transport/, 404",
        "resourceMetadataRoot, /.well-known/oauth-protected-resource, 200",
        "resourceMetadataRoot, /.well-known/oauth-protected-resource/team/mcp, 404",
        "resourceMetadataPath, /.well-known/oauth-protected-resource, 404",
        "resourceMetadataPath, /.well-known/oauth-protected-resource/team/mcp, 200",
        "serverMetadataPath, /.well-known/oauth-authorization-server, 404",
        "serverMetadataPath, /.well-known/oauth-authorization-server/team/mcp, 200",
        "defaultEndpoints, /.well-known/oauth-authorization-server, 404",
    })
    void servesMetadataOnlyWhereTheShapeHasIt(String name, String path, int status) throws Exception {
        ServerShape shape = ServerShape.healing().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            assertThat(get(URI.create(server.origin() + path)).statusCode()).isEqualTo(status);
        }
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> toolsSeenWith(String token, TestMcpServer server) {
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", "Bearer " + token);
        try (McpSyncClient client = McpClient.sync(transport(server, request)).build()) {
            client.initialize();
            return client.listTools().tools().stream().map(McpSchema.Tool::name).toList();
        }
    }

    @SuppressWarnings("deprecation")
    private static McpClientTransport transport(TestMcpServer server, HttpRequest.Builder request) {
        String path = server.mcpUri().getPath();
        return server.shape().transport() == Transport.SSE
                ? HttpClientSseClientTransport.builder(server.origin())
                        .sseEndpoint(path)
                        .requestBuilder(request)
                        .build()
                : HttpClientStreamableHttpTransport.builder(server.origin())
                        .endpoint(path)
                        .requestBuilder(request)
                        .build();
    }
}
