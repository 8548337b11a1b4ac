package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The contract of the adapter for Vert.x. Its client sends a body to no redirect, so the contract's own redirects, which are of POSTs,
 * are not for it: here are those of a GET, which takes every header along to wherever it is led (attack S8).
 */
@Tag("http-stack")
class VertxContractIT extends UnauthorizedContract {

    static final HttpStack STACK = new HttpStack(
            "Vert.x",
            VertxCaller.class,
            List.of("vertx-4.5", "vertx-5"),
            EnumSet.of(Call.Publish.STRING, Call.Publish.BYTES, Call.Publish.ONE_SHOT_STREAM),
            EnumSet.of(Call.Send.BLOCKING, Call.Send.ASYNC),
            EnumSet.of(Call.Receive.STRING, Call.Receive.BYTES, Call.Receive.STREAM, Call.Receive.DISCARDING),
            EnumSet.of(Call.Redirects.NEVER),
            EnumSet.of(
                    HttpStack.Ability.OTHER_HEADERS,
                    HttpStack.Ability.OTHER_RESPONSE,
                    HttpStack.Ability.CANCEL,
                    HttpStack.Ability.TIMEOUT,
                    HttpStack.Ability.HTTP_2,
                    HttpStack.Ability.HTTP_1_1_ONLY));

    static List<Run> runs() {
        return Run.of(STACK);
    }

    @Test
    void healsAGetBehindARedirectToThePathWithASlash() throws Exception {
        URI mcp = world().oauth().protectedResource();
        URI target = world().oauth().route(mcp.getPath() + "/", new ProtectedResource(world().oauth()));
        world().oauth().route(mcp.getPath(), redirect(target));

        heals(following(mcp));
        heals(following(mcp));

        assertThat(tokensSentTo(world().oauth(), target)).containsExactly(false, true, false, true);
    }

    @Test
    void sendsNoTokenToAnotherPathOfTheOriginThatAGetIsLedTo() throws Exception {
        URI target = world().oauth().protectedResource();
        URI mcp = world().oauth().route(redirect(target));

        assertThat(world().with().call(following(mcp)).status()).isEqualTo(401);
        assertThat(tokensSentTo(world().oauth(), target)).isNotEmpty().containsOnly(false);
    }

    @Test
    void leavesARefusalAloneOfAnOriginThatAGetIsLedTo() throws Exception {
        URI target = world().elsewhere().route((request, exchange) -> ProtectedResource.refuse(exchange));
        URI mcp = world().oauth().route(redirect(target));

        assertThat(world().same(world().oauth(), following(mcp)).status()).isEqualTo(401);
        seesNoToken(target, 2);
    }

    @Test
    void sendsNoTokenToAnOriginThatAnAdmittedGetIsLedTo() throws Exception {
        URI target = world().elsewhere().route(ProtectedResource::admit);
        URI mcp = world().oauth().route((request, exchange) -> {
            if (world().oauth().authorizationServer().accepts(request.token())) {
                redirect(target).answer(request, exchange);
            } else {
                ProtectedResource.refuse(exchange);
            }
        });

        heals(following(mcp));
        heals(following(mcp));

        seesNoToken(target, 2);
    }

    @Test
    void sendsNoTokenToTheOriginThatAHealedGetMovesTo() throws Exception {
        URI target = world().elsewhere().route(ProtectedResource::admit);
        URI mcp = world().oauth().protectedResource();
        heals(following(mcp));
        world().oauth().route(mcp.getPath(), redirect(target));

        heals(following(mcp));

        seesNoToken(target, 1);
    }

    @Test
    void leadsAGetRoundAndRoundNotForEver() throws Exception {
        URI mcp = world().oauth().protectedResource();
        heals(following(mcp));
        world().oauth().route(mcp.getPath(), (request, exchange) -> {
            if (request.token().isEmpty()) {
                ProtectedResource.refuse(exchange);
            } else {
                redirect(mcp).answer(request, exchange);
            }
        });
        int before = world().oauth().received(mcp).size();

        assertThat(world().with().call(following(mcp)).status()).isEqualTo(307);

        // Vert.x follows sixteen.
        assertThat(world().oauth().received(mcp).size() - before).isBetween(2, 20);
    }

    private static Call following(URI mcp) {
        return Call.get(mcp).client(Call.Client.PLAIN.following(Call.Redirects.ALWAYS));
    }

    private static ContractServer.Route redirect(URI target) {
        return (request, exchange) -> {
            exchange.getResponseHeaders().set("Location", target.toString());
            ContractServer.send(exchange, 307, new byte[0]);
        };
    }

    private void seesNoToken(URI target, int times) {
        assertThat(world().elsewhere().received(target))
                .hasSize(times)
                .allSatisfy(request -> assertThat(request.authorization()).isEmpty());
    }
}
