package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that lacks a token succeeds, and looks to the application as if it always had. */
interface HealingCases extends ContractCases {

    @ParameterizedTest
    @EnumSource
    default void healsHoweverTheCallIsMade(Call.Send send) throws Exception {
        needs(world().stack().sends(), send);
        URI mcp = world().oauth().protectedResource();

        Call call = Call.post(mcp).send(send);

        assertThat(heals(call).body()).isEqualTo(call.body());
        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, true);
    }

    @ParameterizedTest
    @EnumSource
    default void healsHoweverTheBodyIsTaken(Call.Receive receive) throws Exception {
        needs(world().stack().receives(), receive);
        URI mcp = world().oauth().protectedResource();

        Result result = heals(Call.get(mcp).receive(receive));

        assertThat(result.body().strip())
                .isEqualTo(receive == Call.Receive.DISCARDING ? "" : ProtectedResource.EVENTS.strip());
        assertThat(result.headers()).containsEntry("content-type", List.of("text/event-stream"));
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING", "BYTES"})
    default void sendsTheVerySameRequestAgain(Call.Publish publish) throws Exception {
        needs(world().stack().publishes(), publish);
        URI mcp = world().oauth().protectedResource();
        String longBody = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"text\":\"" + "ä€".repeat(30_000) + "\"}";

        heals(Call.post(mcp)
                .publish(publish)
                .body(longBody)
                .header("X-Trace", "a")
                .client(Call.Client.PLAIN.named("same" + publish)));

        List<Received> requests = world().oauth().received(mcp);
        assertThat(requests).hasSize(2);
        Received first = requests.get(0);
        Received again = requests.get(1);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.method()).isEqualTo(first.method());
        assertThat(withoutConnectionHeaders(again)).isEqualTo(withoutConnectionHeaders(first));
    }

    /** Some libraries take the content's type from the body, and write it later than we look. */
    @ParameterizedTest
    @EnumSource(names = {"STRING", "BYTES"})
    default void healsTheFirstMessageWhichNothingMarksButItsTypes(Call.Publish publish) throws Exception {
        needs(world().stack().publishes(), publish);
        URI mcp = world().oauth().protectedResource();

        heals(Call.rest("POST", mcp)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}")
                .publish(publish));

        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, true);
        assertThat(world().oauth().received(mcp))
                .extracting(request -> request.headers().get("content-type"))
                .containsOnly("application/json");
    }

    /** An upgrade to HTTP/2 is offered once for each origin, by the JDK's own rules. */
    private static Map<String, String> withoutConnectionHeaders(Received request) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.keySet().removeAll(List.of("authorization", "connection", "upgrade", "http2-settings"));
        return headers;
    }

    @Test
    default void healsTheEndOfASession() throws Exception {
        URI mcp = world().oauth().protectedResource();

        heals(Call.delete(mcp));

        assertThat(world().oauth().received(mcp)).extracting(Received::method).containsExactly("DELETE", "DELETE");
    }

    @Test
    default void healsAClientThatSpeaksHttp11Only() throws Exception {
        needs(HttpStack.Ability.HTTP_1_1_ONLY);
        URI mcp = world().oauth().protectedResource();

        heals(Call.post(mcp).client(new Call.Client("http11", Call.Redirects.NEVER, true, false)));

        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, true);
    }

    @Test
    default void healsClientsBuiltBeforeAndAfterTheLoginAlike() throws Exception {
        URI mcp = world().oauth().protectedResource();
        Call.Client early = Call.Client.PLAIN.named("early");
        world().with().call(Call.rest("GET", world().plain().uri("/")).client(early));

        heals(Call.post(mcp).client(Call.Client.PLAIN.named("first")));
        heals(Call.post(mcp).client(early));
        heals(Call.post(mcp).client(Call.Client.PLAIN.named("late")));

        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, true, true, true);
    }

    @Test
    default void healsAClientWithAnAuthenticatorOfItsOwn() throws Exception {
        needs(HttpStack.Ability.AUTHENTICATOR);
        URI mcp = world().oauth().protectedResource();
        Call call = Call.post(mcp).client(new Call.Client("authenticator", Call.Redirects.NEVER, false, true));

        heals(call);
        heals(call);

        assertThat(requestsTo(world().oauth(), "token")).isEqualTo(1);
    }

    @Test
    default void healsWhereTheRefusalIsLarge() throws Exception {
        URI mcp = world().oauth().route((request, exchange) -> {
            if (world().oauth().authorizationServer().accepts(request.token())) {
                ProtectedResource.admit(request, exchange);
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", ProtectedResource.CHALLENGE);
                ContractServer.send(exchange, 401, new byte[2 * 1024 * 1024]);
            }
        });

        heals(Call.post(mcp));
    }

    @Test
    default void healsWhereTheRefusalNeverEnds() throws Exception {
        EndlessBody endless = new EndlessBody();
        URI mcp = world().oauth().route((request, exchange) -> {
            if (world().oauth().authorizationServer().accepts(request.token())) {
                ProtectedResource.admit(request, exchange);
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", ProtectedResource.CHALLENGE);
                endless.send(exchange, 401);
            }
        });

        heals(Call.post(mcp));

        endless.awaitGivenUp();
    }
}
