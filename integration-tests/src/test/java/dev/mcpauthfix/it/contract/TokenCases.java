package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a token goes once it is there, and what happens when it is no longer, or never, accepted. */
interface TokenCases extends ContractCases {

    @Test
    default void sendsTheTokenWithTheNextRequestAtOnce() throws Exception {
        URI mcp = world().oauth().protectedResource();

        heals(Call.post(mcp));
        heals(Call.get(mcp));
        heals(Call.delete(mcp));
        heals(Call.post(mcp).publish(Call.Publish.ONE_SHOT_STREAM));

        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, true, true, true, true);
    }

    @Test
    default void sendsTheTokenToNothingElse() throws Exception {
        URI mcp = world().oauth().protectedResource();
        heals(Call.post(mcp));
        URI sibling = world().oauth().route(mcp.getPath() + "-admin", ProtectedResource::admit);
        URI parent = world().oauth().route(mcp.resolve("..").getPath() + "x", ProtectedResource::admit);
        URI foreign = world().elsewhere().route(mcp.getPath(), ProtectedResource::admit);
        URI otherName = URI.create(mcp.toString().replace("127.0.0.1", "localhost"));

        heals(Call.post(sibling));
        heals(Call.post(parent));
        heals(Call.post(foreign));
        world().with().call(Call.rest("GET", mcp));
        world().with().call(Call.rest("POST", mcp).body("{}").header("Content-Type", "application/json"));
        world().with().call(Call.post(otherName).timeoutMillis(10_000).publish(Call.Publish.ONE_SHOT_STREAM));

        assertThat(tokensSentTo(world().oauth(), sibling)).containsExactly(false);
        assertThat(tokensSentTo(world().oauth(), parent)).containsExactly(false);
        assertThat(tokensSentTo(world().elsewhere(), foreign)).containsExactly(false);
        assertThat(tokensSentTo(world().oauth(), mcp)).startsWith(false, true, false, false, false);
    }

    @Test
    default void refreshesOnceWhenTheServerRevokesTheTokenInMidSession() throws Exception {
        URI mcp = world().oauth().protectedResource();
        heals(Call.post(mcp));
        int logins = requestsTo(world().oauth(), "authorize");
        int tokens = requestsTo(world().oauth(), "token");
        world().oauth().authorizationServer().expireAccessTokens();

        heals(Call.post(mcp));
        heals(Call.post(mcp));

        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, true, true, true, true);
        assertThat(requestsTo(world().oauth(), "authorize")).isEqualTo(logins);
        assertThat(requestsTo(world().oauth(), "token")).isEqualTo(tokens + 1);
    }

    @Test
    default void logsInAgainWhenTheServerForgetsEverything() throws Exception {
        URI mcp = world().oauth().protectedResource();
        heals(Call.post(mcp));
        int logins = requestsTo(world().oauth(), "authorize");
        world().oauth().authorizationServer().forgetEverything();

        heals(Call.post(mcp));

        assertThat(requestsTo(world().oauth(), "authorize")).isEqualTo(logins + 1);
    }

    @Test
    default void givesTheRefusalBackWhenAFreshTokenIsRefusedToo() throws Exception {
        URI mcp = world().oauth().route((request, exchange) -> ProtectedResource.refuse(exchange));
        int logins = requestsTo(world().oauth(), "authorize");

        Result first = world().with().call(Call.post(mcp));
        int requestsOfFirst = world().oauth().received(mcp).size();
        Result second = world().with().call(Call.post(mcp));

        assertThat(first).isEqualTo(world().without().call(Call.post(mcp)));
        assertThat(second).isEqualTo(first);
        assertThat(first.heads()).containsExactly(401);
        assertThat(requestsOfFirst).isEqualTo(2);
        assertThat(requestsTo(world().oauth(), "authorize")).isEqualTo(logins + 1);
    }

    @Test
    default void widensTheScopeWhenTheTokenIsTooNarrow() throws Exception {
        URI mcp = world().oauth().route((request, exchange) -> {
            if (!world().oauth().authorizationServer().accepts(request.token())) {
                ProtectedResource.refuse(exchange);
            } else if (!world().oauth().secrets().scope(request.token()).contains("notes:write")) {
                exchange.getResponseHeaders()
                        .set("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"notes:write\"");
                ContractServer.send(exchange, 403, "{}".getBytes(StandardCharsets.UTF_8));
            } else {
                ProtectedResource.admit(request, exchange);
            }
        });

        heals(Call.post(mcp));
        heals(Call.post(mcp));

        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, true, true, true);
    }

    @Test
    default void givesTheForbiddenBackWhenAWiderScopeIsNotGranted() throws Exception {
        URI mcp = world().oauth().route((request, exchange) -> {
            if (!world().oauth().authorizationServer().accepts(request.token())) {
                ProtectedResource.refuse(exchange);
            } else {
                exchange.getResponseHeaders()
                        .set("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"everything\"");
                ContractServer.send(exchange, 403, "{}".getBytes(StandardCharsets.UTF_8));
            }
        });

        Result result = world().with().call(Call.post(mcp));

        assertThat(result.failure()).isEmpty();
        assertThat(result.heads()).hasSize(1);
        assertThat(result.status()).isEqualTo(403);
        assertThat(world().oauth().received(mcp).size()).isLessThanOrEqualTo(4);
    }

    @Test
    default void sendsEachResourceItsOwnToken() throws Exception {
        URI listening = world().oauth().protectedResource();
        URI other = world().oauth().protectedResource();
        heals(Call.get(listening));
        heals(Call.post(other));
        heals(Call.delete(other));
        List<Received> requests = world().oauth().received(other);
        assertThat(requests.get(requests.size() - 1).token())
                .isEqualTo(requests.get(1).token());
    }
}
