package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Beside an application with an OAuth of its own ({@code mode=repair}): a refusal says where the metadata is, the search for it ends with a
 * document, and all else is byte for byte what it is without the agent.
 */
interface RepairCases extends ContractCases {

    String METADATA = "/.well-known/oauth-protected-resource";

    /** A server that wants a token by a challenge among others, and has headers of its own. */
    private static ContractServer.Route refusing(byte[] body) {
        return (request, exchange) -> {
            exchange.getResponseHeaders()
                    .put("WWW-Authenticate", List.of("ApiKey realm=\"a, b\"", ProtectedResource.CHALLENGE, "Custom"));
            exchange.getResponseHeaders().put("Content-Type", List.of("application/json"));
            exchange.getResponseHeaders().put("X-Twice", List.of("one", "two"));
            exchange.getResponseHeaders().put("Set-Cookie", List.of("a=1", "b=2"));
            ContractServer.send(exchange, 401, body);
        };
    }

    private static URI metadataOf(URI mcp) {
        return mcp.resolve(METADATA + mcp.getPath());
    }

    /** As applications look for metadata. */
    private static Call search(URI metadata) {
        return Call.rest("GET", metadata).header("Accept", "application/json");
    }

    /** What the application would get without the agent, but for the hint. */
    private Result hinted(Result before, URI mcp) {
        assertThat(before.status()).isEqualTo(401);
        String hinted = "Bearer resource_metadata=\"" + metadataOf(mcp) + "\", error=\"invalid_token\"";
        Map<String, List<String>> headers = new TreeMap<>(before.headers());
        // In the order in which this stack tells them.
        headers.computeIfPresent(
                "www-authenticate",
                (name, lines) -> lines.stream()
                        .map(line -> line.equals(ProtectedResource.CHALLENGE) ? hinted : line)
                        .toList());
        assertThat(headers.get("www-authenticate"))
                .containsExactlyInAnyOrder("ApiKey realm=\"a, b\"", hinted, "Custom");
        return new Result(before.status(), headers, before.body(), before.heads(), before.failure());
    }

    private void repairsTheRefusal(Call call) throws Exception {
        Result after = world().repairing().call(call);

        assertThat(after).isEqualTo(hinted(world().without().call(call), URI.create(call.url())));
        assertThat(after.heads()).as("what the body handler was shown").containsExactly(401);
        asksForNoToken();
    }

    /** The agent has no token, and registers nobody. */
    private void asksForNoToken() {
        assertThat(List.of("register", "authorize", "token"))
                .allSatisfy(endpoint ->
                        assertThat(requestsTo(world().oauth(), endpoint)).isZero());
        assertThat(world().oauth().received())
                .extracting(Received::authorization)
                .containsOnly("");
    }

    private Result leavesAlone(Call call) throws Exception {
        Result after = world().repairing().call(call);
        assertThat(after)
                .as("what the application gets for %s", call)
                .isEqualTo(world().without().call(call));
        return after;
    }

    private void findsTheDocument(Call call, URI mcp) throws Exception {
        Result result = world().repairing().call(call);

        assertThat(result.failure()).isEmpty();
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.heads()).as("what the body handler was shown").containsExactly(200);
        assertThat(result.headers()).containsOnlyKeys("content-type", "content-length");
        assertThat(result.headers()).containsEntry("content-type", List.of("application/json"));
        if (call.receive() != Call.Receive.DISCARDING) {
            assertThat(result.headers().get("content-length"))
                    .containsExactly(String.valueOf(result.body().strip().length()));
            JsonNode document = JsonMapper.shared().readTree(result.body());
            assertThat(document.path("resource").stringValue()).isEqualTo(mcp.toString());
            assertThat(document.path("authorization_servers")).hasSize(1);
            assertThat(document.path("authorization_servers").path(0).stringValue())
                    .isEqualTo(world().oauth().authorizationServer().issuer());
        }
        asksForNoToken();
    }

    @ParameterizedTest
    @EnumSource
    default void hintsInARefusalHoweverTheCallIsMade(Call.Send send) throws Exception {
        needs(HttpStack.Ability.OTHER_HEADERS);
        needs(world().stack().sends(), send);
        URI mcp = world().oauth().route(refusing(ProtectedResource.REFUSAL.getBytes(StandardCharsets.UTF_8)));

        repairsTheRefusal(Call.post(mcp).send(send));
        repairsTheRefusal(Call.get(mcp).send(send));
        repairsTheRefusal(Call.delete(mcp).send(send));
    }

    @ParameterizedTest
    @EnumSource
    default void hintsInALargeRefusalHoweverItIsTaken(Call.Receive receive) throws Exception {
        needs(HttpStack.Ability.OTHER_HEADERS);
        needs(world().stack().receives(), receive);
        URI mcp = world().oauth().route(refusing(Refusal.LARGE.body()));

        repairsTheRefusal(Call.post(mcp).receive(receive));
    }

    /** Nothing is sent again, so what can be sent only once is no matter. */
    @ParameterizedTest
    @EnumSource
    default void hintsInARefusalWhateverTheBodyWas(Call.Publish publish) throws Exception {
        needs(HttpStack.Ability.OTHER_HEADERS);
        needs(world().stack().publishes(), publish);
        URI mcp = world().oauth().route(refusing(ProtectedResource.REFUSAL.getBytes(StandardCharsets.UTF_8)));

        repairsTheRefusal(Call.post(mcp).publish(publish));
    }

    @Test
    default void hintsInARefusalWithoutABody() throws Exception {
        needs(HttpStack.Ability.OTHER_HEADERS);

        repairsTheRefusal(Call.post(world().oauth().route(refusing(new byte[0]))));
    }

    @Test
    default void hintsInARefusalThatNeverEnds() throws Exception {
        needs(HttpStack.Ability.OTHER_HEADERS);
        needs(world().stack().receives(), Call.Receive.STREAM);
        needsNo(HttpStack.Ability.LEAVES_CONNECTIONS_OPEN);
        EndlessBody endless = new EndlessBody();
        URI mcp = world().oauth().route((request, exchange) -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", ProtectedResource.CHALLENGE);
            endless.send(exchange, 401);
        });

        Result result = world().repairing()
                .call(Call.post(mcp).receive(Call.Receive.STREAM).readLimit(1_000_000));

        assertThat(result.status()).isEqualTo(401);
        assertThat(result.headers().get("www-authenticate"))
                .hasSize(1)
                .first()
                .asString()
                .contains("resource_metadata");
        endless.awaitGivenUp();
    }

    @Test
    default void leavesARefusalAloneThatHasAHint() throws Exception {
        URI metadata = world().oauth().route((request, exchange) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            String resource = world().oauth().uri("/hinted/mcp").toString();
            String issuer = world().oauth().authorizationServer().issuer();
            ContractServer.send(
                    exchange,
                    200,
                    ("{\"resource\":\"" + resource + "\",\"authorization_servers\":[\"" + issuer + "\"]}")
                            .getBytes(StandardCharsets.UTF_8));
        });
        URI mcp = world().oauth().route("/hinted/mcp", (request, exchange) -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer resource_metadata=\"" + metadata + "\"");
            ContractServer.send(exchange, 401, new byte[0]);
        });

        leavesAlone(Call.post(mcp));
        leavesAlone(search(metadata));
        asksForNoToken();
    }

    @Test
    default void leavesARefusalAloneBehindWhichThereIsNothing() throws Exception {
        leavesAlone(Call.post(world().plain().route(Refusal.BEARER_WITH_NOTHING_BEHIND)));
        leavesAlone(Call.post(world().plain().route(Refusal.BASIC)));
        leavesAlone(Call.post(world().plain().route(Refusal.LARGE)).receive(Call.Receive.BYTES));
    }

    @Test
    default void leavesTheApplicationsOwnTokensAlone() throws Exception {
        URI mcp = world().oauth().protectedResource();

        Result refused = leavesAlone(Call.post(mcp).header("Authorization", "Bearer of-the-application"));
        leavesAlone(search(metadataOf(mcp)).header("Authorization", "Bearer of-the-application"));

        assertThat(refused.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    default void answersTheSearchForMissingMetadataHoweverItIsMade(Call.Send send) throws Exception {
        needs(HttpStack.Ability.OTHER_RESPONSE);
        needs(world().stack().sends(), send);
        URI mcp = world().oauth().protectedResource();

        findsTheDocument(search(metadataOf(mcp)).send(send), mcp);
    }

    @ParameterizedTest
    @EnumSource
    default void answersTheSearchForMissingMetadataHoweverItIsTaken(Call.Receive receive) throws Exception {
        needs(HttpStack.Ability.OTHER_RESPONSE);
        needs(world().stack().receives(), receive);
        URI mcp = world().oauth().protectedResource();

        findsTheDocument(search(metadataOf(mcp)).receive(receive), mcp);
    }

    @Test
    default void answersTheSearchThatIsMarkedAsMcp() throws Exception {
        needs(HttpStack.Ability.OTHER_RESPONSE);
        URI mcp = world().oauth().protectedResource();

        findsTheDocument(search(metadataOf(mcp)).header("MCP-Protocol-Version", "2025-06-18"), mcp);
    }

    /** A page for people, a refusal, nothing at all. */
    @Test
    default void answersTheSearchWhateverStandsInPlaceOfMetadata() throws Exception {
        needs(HttpStack.Ability.OTHER_RESPONSE);
        for (ContractServer.Route instead : List.<ContractServer.Route>of(
                Refusal.SEVERAL,
                Refusal.LARGE,
                Refusal.SERVER_ERROR,
                RepairCases::page,
                (request, exchange) -> ContractServer.send(exchange, 204, new byte[0]))) {
            URI mcp = world().oauth().protectedResource();
            world().oauth().route(metadataOf(mcp).getPath(), instead);

            findsTheDocument(search(metadataOf(mcp)), mcp);
        }
    }

    private static void page(Received request, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.getResponseHeaders().set("Set-Cookie", "a=1");
        ContractServer.send(exchange, 200, "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    default void answersTheSearchWhereTheAnswerNeverEnds() throws Exception {
        needs(HttpStack.Ability.OTHER_RESPONSE);
        needsNo(HttpStack.Ability.LEAVES_CONNECTIONS_OPEN);
        EndlessBody endless = new EndlessBody();
        URI mcp = world().oauth().protectedResource();
        // The agent's own search for it has an end.
        world().oauth().route(metadataOf(mcp).getPath(), (request, exchange) -> {
            if (request.headers().containsKey("x-application")) {
                endless.send(exchange, 404);
            } else {
                Refusal.NOT_FOUND.answer(request, exchange);
            }
        });

        findsTheDocument(search(metadataOf(mcp)).header("X-Application", "1"), mcp);

        endless.awaitGivenUp();
    }

    @Test
    default void leavesADocumentAloneThatIsThere() throws Exception {
        URI mcp = world().oauth().protectedResource();
        URI metadata = world().oauth().route(metadataOf(mcp).getPath(), (request, exchange) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "max-age=60");
            String document = "{\"resource\":\"" + mcp + "\",\"authorization_servers\":[\"https://other.example\"]}";
            ContractServer.send(exchange, 200, document.getBytes(StandardCharsets.UTF_8));
        });

        Result result = leavesAlone(search(metadata));

        assertThat(result.body()).contains("https://other.example");
        asksForNoToken();
    }

    @Test
    default void leavesASearchAloneThatIsAnotherOrLeadsNowhere() throws Exception {
        URI mcp = world().oauth().protectedResource();

        leavesAlone(search(world().oauth().uri("/.well-known/oauth-protected-resources" + mcp.getPath())));
        leavesAlone(search(world().oauth().uri("/.well-known/openid-configuration" + mcp.getPath())));
        leavesAlone(search(world().oauth().uri(METADATA + mcp.getPath() + "?a=b")));
        leavesAlone(search(world().plain().uri(METADATA + "/unknown/mcp")));
        URI large = world().plain().route(METADATA + "/large/mcp", Refusal.LARGE);
        leavesAlone(search(large).receive(Call.Receive.BYTES));
        asksForNoToken();
    }

    @Test
    default void leavesARedirectOfTheSearchToTheApplication() throws Exception {
        URI mcp = world().oauth().protectedResource();
        URI metadata = world().oauth().route(metadataOf(mcp).getPath(), (request, exchange) -> {
            exchange.getResponseHeaders()
                    .set("Location", world().plain().uri("/elsewhere").toString());
            ContractServer.send(exchange, 302, new byte[0]);
        });

        assertThat(leavesAlone(search(metadata)).status()).isEqualTo(302);
    }

    @Test
    default void isCancelledAtOnceWhileItLooks() throws Exception {
        needs(HttpStack.Ability.CANCEL);

        impatientWithTheLook(Call::post, ContractJvm.Remote::cancel);
        impatientWithTheLook(mcp -> search(metadataOf(mcp)), ContractJvm.Remote::cancel);
    }

    @ParameterizedTest
    @EnumSource
    default void timesOutWhenTheApplicationSaysWhileItLooks(Call.Send send) throws Exception {
        needs(HttpStack.Ability.TIMEOUT);
        needs(world().stack().sends(), send);

        impatientWithTheLook(mcp -> Call.post(mcp).send(send).timeoutMillis(700), waitsForItself -> {});
        impatientWithTheLook(mcp -> search(metadataOf(mcp)).send(send).timeoutMillis(700), waitsForItself -> {});
    }

    /** The agent finds out what it needs at a server that does not answer it. */
    private void impatientWithTheLook(Function<URI, Call> calls, Impatience impatience) throws Exception {
        world().nextCase();
        // How some libraries say that they were cancelled depends on whether the connection is a new one.
        Call call =
                calls.apply(world().oauth().route(refusing(new byte[0]))).client(Call.Client.PLAIN.named("impatient"));
        Result with;
        try (Hold look = new Hold()) {
            world().oauth().route("/.well-known/oauth-authorization-server", (request, exchange) -> look.pass());
            ContractJvm.Remote remote = world().repairing().begin(call);
            look.awaitReached();
            impatience.with(remote);
            with = remote.result().withoutRaces();
        }
        assertThat(with).isEqualTo(onASlowServer(world().without(), call, impatience));
        assertThat(with.failure()).isNotEmpty();
    }

    @Test
    @Order(SilenceCases.LAST)
    default void repairsWithoutAFaultOfItsOwn() throws Exception {
        assertThat(world().repairing().stderr())
                .allSatisfy(line -> assertThat(line).startsWith("[mcp-auth-fix] "))
                .noneMatch(line -> line.contains("fault of mcp-auth-fix"));
        assertThat(world().repairing().stdout())
                .allSatisfy(line -> assertThat(line).startsWith("{\"id\":\""));
    }
}
