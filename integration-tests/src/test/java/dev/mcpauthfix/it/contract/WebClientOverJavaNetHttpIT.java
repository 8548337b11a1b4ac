package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Where one patched library stands on another, a refusal leads to one login, and the call succeeds. */
@Tag("http-stack")
@ParameterizedClass(name = "{0}")
@MethodSource("runs")
class WebClientOverJavaNetHttpIT implements ContractCases {

    static final HttpStack STACK = new HttpStack(
            "Spring WebClient over java.net.http",
            WebClientOverJavaNetHttpCaller.class,
            List.of("webclient-6.2", "webclient-7.0"),
            EnumSet.allOf(Call.Publish.class),
            EnumSet.of(Call.Send.ASYNC, Call.Send.BLOCKING),
            EnumSet.of(Call.Receive.STRING, Call.Receive.BYTES),
            EnumSet.allOf(Call.Redirects.class),
            EnumSet.noneOf(HttpStack.Ability.class));

    @Parameter
    @Nullable
    Run run;

    private @Nullable World world;

    static List<Run> runs() {
        return Run.of(STACK);
    }

    @BeforeEach
    void start() throws Exception {
        world = World.of(Objects.requireNonNull(run));
    }

    @AfterEach
    void stop() throws Exception {
        world().close();
    }

    @Override
    public World world() {
        return Objects.requireNonNull(world);
    }

    @Test
    void logsInOnceHoweverTheCallIsMade() throws Exception {
        URI mcp = world().oauth().protectedResource();

        Call post = Call.post(mcp);
        assertThat(heals(post).body()).isEqualTo(post.body());
        heals(post.send(Call.Send.BLOCKING));
        heals(Call.get(mcp));
        heals(Call.delete(mcp));
        world().oauth().authorizationServer().expireAccessTokens();
        heals(post);
        heals(Call.get(mcp));

        assertThat(requestsTo(world().oauth(), "authorize")).isEqualTo(1);
        assertThat(requestsTo(world().oauth(), "token")).isEqualTo(2);
        assertThat(world().with().stderr()).noneMatch(line -> line.contains("fault of mcp-auth-fix"));
    }

    @Test
    void givesTheRefusalBackOnce() throws Exception {
        URI mcp = world().plain().route(Refusal.BEARER_WITH_NOTHING_BEHIND);

        Result result = world().same(world().plain(), Call.post(mcp));

        assertThat(result.heads()).containsExactly(401);
    }

    /** The JDK would carry the header along: such a client's calls are the lower adapter's alone (attack S8). */
    @Test
    void sendsNoTokenAlongARedirect() throws Exception {
        URI target = world().elsewhere().route(ProtectedResource::admit);
        URI mcp = world().oauth().protectedResource();
        Call get = Call.get(mcp).client(Call.Client.PLAIN.following(Call.Redirects.ALWAYS));
        heals(get);
        world().oauth().route(mcp.getPath(), (request, exchange) -> {
            exchange.getResponseHeaders().set("Location", target.toString());
            ContractServer.send(exchange, 307, new byte[0]);
        });

        world().with().call(get);
        world().with().call(Call.post(mcp).client(get.client()));

        assertThat(world().elsewhere().received(target))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.authorization()).isEmpty());
    }
}
