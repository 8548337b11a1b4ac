package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A token stays on the origin it was issued for, whatever redirects the application's client follows (attack S8). */
interface RedirectCases extends ContractCases {

    @ParameterizedTest
    @Tag("quirk-17")
    @EnumSource(names = {"NORMAL", "ALWAYS"})
    default void healsBehindARedirectToThePathWithASlash(Call.Redirects policy) throws Exception {
        URI mcp = world().oauth().protectedResource();
        URI target = moveBehindASlash(mcp, 307);
        Call call = redirectable(mcp).client(following(policy));

        heals(call);
        assertThat(tokensSentTo(world().oauth(), target)).containsExactly(false, true);
    }

    @ParameterizedTest
    @Tag("quirk-17")
    @EnumSource(names = {"NORMAL", "ALWAYS"})
    default void keepsHealingBehindARedirectToThePathWithASlash(Call.Redirects policy) throws Exception {
        URI mcp = world().oauth().protectedResource();
        moveBehindASlash(mcp, world().stack().abilities().contains(HttpStack.Ability.FOLLOWS_NO_308) ? 307 : 308);
        Call call = Call.get(mcp).client(following(policy)).send(Call.Send.BLOCKING);

        heals(call);
        heals(call);
        heals(call);
    }

    /** Another path of the origin may be another resource, even another owner's. */
    @ParameterizedTest
    @EnumSource(names = {"NORMAL", "ALWAYS"})
    default void sendsNoTokenToAnotherPathOfTheOrigin(Call.Redirects policy) throws Exception {
        URI target = world().oauth().protectedResource();
        URI mcp = world().oauth().route(redirect(307, target));
        Call call = redirectable(mcp).client(following(policy));

        assertThat(world().with().call(call).status()).isEqualTo(401);
        assertThat(tokensSentTo(world().oauth(), target)).isNotEmpty().containsOnly(false);
    }

    /** The redirect comes first, and what refuses is another origin: nothing of ours may get there. */
    @ParameterizedTest
    @CsvSource({"NORMAL, 302", "NORMAL, 307", "ALWAYS, 302", "ALWAYS, 307"})
    default void sendsNoTokenToAnOriginThatRefusesAfterARedirect(Call.Redirects policy, int status) throws Exception {
        URI target = world().elsewhere().route((request, exchange) -> ProtectedResource.refuse(exchange));
        URI mcp = world().oauth().route(redirect(status, target));
        Call call = redirectable(mcp).client(following(policy));

        Result with = world().with().call(call);

        assertThat(with).isEqualTo(world().without().call(call));
        assertThat(with.status()).isEqualTo(401);
        seesNoToken(target);
    }

    /** A token is accepted, and the answer to it leads away. */
    @ParameterizedTest
    @CsvSource({"NORMAL, 302", "NORMAL, 307", "ALWAYS, 302", "ALWAYS, 307"})
    default void sendsNoTokenToAnOriginThatAnAdmittedCallIsRedirectedTo(Call.Redirects policy, int status)
            throws Exception {
        URI target = world().elsewhere().route(ProtectedResource::admit);
        URI mcp = world().oauth().route((request, exchange) -> {
            if (world().oauth().authorizationServer().accepts(request.token())) {
                redirect(status, target).answer(request, exchange);
            } else {
                ProtectedResource.refuse(exchange);
            }
        });
        Call call = redirectable(mcp).client(following(policy));
        String method = methodAfter(status, call);

        heals(call);
        heals(call);

        assertThat(world().elsewhere().received(target))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.method()).isEqualTo(method));
        seesNoToken(target);
    }

    /** What the client makes of its method at such a redirect without the agent: libraries differ at 302. */
    private String methodAfter(int status, Call call) throws Exception {
        URI target = world().elsewhere().route(ProtectedResource::admit);
        world().without().call(call.to(world().plain().route(redirect(status, target))));
        return world().elsewhere().received(target).get(0).method();
    }

    /** A resource that was healed once moves away: tokens that are sent up front must not follow it. */
    @ParameterizedTest
    @EnumSource
    default void sendsNoTokenToTheOriginThatAHealedResourceMovesTo(Call.Redirects policy) throws Exception {
        needs(world().stack().redirects(), policy);
        URI target = world().elsewhere().route(ProtectedResource::admit);
        URI mcp = world().oauth().protectedResource();
        Call call = redirectable(mcp).client(following(policy));
        heals(call);
        world().oauth().route(mcp.getPath(), redirect(307, target));

        Result moved = world().with().call(call);

        boolean followed = policy != Call.Redirects.NEVER;
        assertThat(moved.status()).isEqualTo(followed ? 200 : 307);
        assertThat(world().elsewhere().received(target)).hasSize(followed ? 1 : 0);
        seesNoToken(target);
    }

    /** Round and round on the same origin: it ends when the client's own following would. */
    @ParameterizedTest
    @EnumSource(names = {"NORMAL", "ALWAYS"})
    default void followsNoRedirectForEver(Call.Redirects policy) throws Exception {
        URI mcp = world().oauth().protectedResource();
        Call call = Call.get(mcp).client(following(policy));
        heals(call);
        world().oauth().route(mcp.getPath(), (request, exchange) -> {
            if (request.token().isEmpty()) {
                ProtectedResource.refuse(exchange);
            } else {
                redirect(307, mcp).answer(request, exchange);
            }
        });
        int before = world().oauth().received(mcp).size();
        URI circle = world().plain().uri(mcp.getPath());
        world().plain().route(mcp.getPath(), redirect(307, circle));

        world().with().call(call);
        world().without().call(call.to(circle));

        int ownLimit = world().plain().received(circle).size();
        assertThat(world().oauth().received(mcp).size() - before).isBetween(2, 2 * ownLimit);
    }

    /** A message, or a listening stream where the stack does not send a POST again. */
    private Call redirectable(URI mcp) {
        return world().stack().abilities().contains(HttpStack.Ability.REDIRECTS_NO_POST)
                ? Call.get(mcp)
                : Call.post(mcp);
    }

    /** As servers do that want the slash (obsidian-mcp#30). */
    private URI moveBehindASlash(URI mcp, int status) {
        URI target = world().oauth().route(mcp.getPath() + "/", new ProtectedResource(world().oauth()));
        world().oauth().route(mcp.getPath(), redirect(status, target));
        return target;
    }

    private Call.Client following(Call.Redirects policy) {
        needs(world().stack().redirects(), policy);
        return Call.Client.PLAIN.following(policy);
    }

    private static ContractServer.Route redirect(int status, URI target) {
        return (request, exchange) -> {
            exchange.getResponseHeaders().set("Location", target.toString());
            ContractServer.send(exchange, status, new byte[0]);
        };
    }

    private void seesNoToken(URI target) {
        assertThat(world().elsewhere().received(target))
                .allSatisfy(request -> assertThat(request.authorization()).isEmpty());
    }
}
