package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not ours to heal is, byte for byte, what it is without the agent. */
interface PassThroughCases extends ContractCases {

    @ParameterizedTest
    @EnumSource
    default void leavesAnAnswerAloneThatNoLoginCanChange(Refusal refusal) throws Exception {
        URI mcp = world().plain().route(refusal);

        Result async = world().same(world().plain(), Call.post(mcp).receive(Call.Receive.BYTES));
        world().same(world().plain(), Call.get(mcp));
        world().same(world().plain(), Call.delete(mcp).send(Call.Send.BLOCKING));

        if (async.failure().isEmpty()) {
            assertThat(async.status()).isEqualTo(refusal.status());
            assertThat(async.heads()).containsExactly(refusal.status());
            assertThat(async.body()).isIn(Result.text(refusal.body()), Result.text(refusal.decoded()));
        } else {
            failsByItself(refusal);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void givesALargeRefusalBackHoweverItIsTaken(Call.Receive receive) throws Exception {
        needs(world().stack().receives(), receive);
        URI mcp = world().plain().route(Refusal.LARGE);

        Result result = world().same(world().plain(), Call.post(mcp).receive(receive));

        assertThat(result.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    default void givesARefusalBackWhateverTheBodyWas(Call.Publish publish) throws Exception {
        needs(world().stack().publishes(), publish);
        URI mcp = world().plain().route(Refusal.BEARER_WITH_NOTHING_BEHIND);

        world().same(world().plain(), Call.post(mcp).publish(publish));
    }

    @ParameterizedTest
    @Tag("quirk-40")
    @EnumSource(names = {"FORBIDDEN", "FORBIDDEN_BASIC", "NOT_FOUND", "SERVER_ERROR", "PROXY_LIKE"})
    default void leavesSuchAnAnswerAloneWhereALoginWouldBePossible(Refusal refusal) throws Exception {
        URI mcp = world().oauth().route(refusal);
        int logins = requestsTo(world().oauth(), "authorize");

        Result result = world().same(world().oauth(), Call.post(mcp));

        if (result.failure().isEmpty()) {
            assertThat(result.status()).isEqualTo(refusal.status());
        } else {
            failsByItself(refusal);
        }
        assertThat(requestsTo(world().oauth(), "authorize")).isEqualTo(logins);
    }

    /** Some stacks throw at a 407 that no proxy can have sent, or where they cannot decode. */
    private static void failsByItself(Refusal refusal) {
        assertThat(refusal).isIn(Refusal.PROXY_LIKE, Refusal.GZIP);
    }

    @Test
    default void leavesRequestsAloneThatAreNotMcp() throws Exception {
        URI rest = world().oauth().protectedResource();

        Result get = world().same(world().oauth(), Call.rest("GET", rest));
        world().same(world().oauth(), Call.rest("PUT", rest).body("a=b").header("Content-Type", "text/plain"));
        world().same(world().oauth(), Call.rest("POST", rest).body("a=b").header("Content-Type", "application/json"));
        world().same(world().oauth(), Call.rest("POST", rest).body("a=b").header("Accept", "text/event-stream"));

        assertThat(get.status()).isEqualTo(401);
        assertThat(get.body()).isEqualTo(ProtectedResource.REFUSAL);
    }

    @Test
    @Tag("quirk-38")
    default void leavesTheApplicationsOwnCredentialsAlone() throws Exception {
        URI mcp = world().oauth().protectedResource();

        Result bearer =
                world().same(world().oauth(), Call.post(mcp).header("Authorization", "Bearer of-the-application"));
        Result basic = world().same(world().oauth(), Call.get(mcp).header("authorization", "Basic dTpw"));

        assertThat(bearer.status()).isEqualTo(401);
        assertThat(basic.status()).isEqualTo(401);
        assertThat(world().oauth().received(mcp))
                .extracting(Received::authorization)
                .containsOnly("Bearer of-the-application", "Basic dTpw");
    }

    @Test
    default void leavesTheApplicationsOwnAuthenticatorItsWork() throws Exception {
        needs(HttpStack.Ability.AUTHENTICATOR);
        Call.Client client = new Call.Client("with password", Call.Redirects.NEVER, false, true);
        URI basic = world().plain().route((request, exchange) -> {
            if (request.authorization().startsWith("Basic ")) {
                ProtectedResource.admit(request, exchange);
            } else {
                Refusal.BASIC.answer(request, exchange);
            }
        });
        URI bare = world().plain().route(Refusal.BARE);

        assertThat(world().same(world().plain(), Call.post(basic).client(client))
                        .status())
                .isEqualTo(200);
        Result refused = world().same(world().plain(), Call.post(bare).client(client));
        assertThat(refused.status() == 401 || !refused.failure().isEmpty())
                .as("%s", refused)
                .isTrue();
    }

    @Test
    default void leavesAWebSocketHandshakeAlone() throws Exception {
        needs(HttpStack.Ability.WEB_SOCKET);
        URI http = world().oauth().protectedResource();
        URI webSocket = URI.create(http.toString().replace("http:", "ws:"));

        Result result = world().same(
                        world().oauth(),
                        Call.rest(Call.WEB_SOCKET, webSocket)
                                .header("MCP-Protocol-Version", "2025-06-18")
                                .header("Accept", "text/event-stream"));

        assertThat(result.status()).isEqualTo(401);
        assertThat(result.failure()).isNotEmpty();
    }

    @Test
    default void leavesAServerThatIsNotThereAsItIs() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:1/mcp");

        assertThat(world().same(world().plain(), Call.post(nobody)).failure()).isNotEmpty();
        assertThat(world().same(world().plain(), Call.get(nobody).send(Call.Send.BLOCKING))
                        .failure())
                .isNotEmpty();
    }
}
