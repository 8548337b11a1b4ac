package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of the adapter for Reactor Netty used directly. */
@Tag("http-stack")
class ReactorNettyContractIT extends UnauthorizedContract implements OneConnectionCases {

    static final HttpStack STACK = new HttpStack(
            "Reactor Netty",
            ReactorNettyCaller.class,
            List.of("reactor-netty-1.0", "reactor-netty-1.3"),
            EnumSet.allOf(Call.Publish.class),
            EnumSet.of(Call.Send.ASYNC, Call.Send.BLOCKING),
            EnumSet.of(
                    Call.Receive.STRING,
                    Call.Receive.BYTES,
                    Call.Receive.STREAM,
                    Call.Receive.PUBLISHER,
                    Call.Receive.DISCARDING),
            EnumSet.allOf(Call.Redirects.class),
            EnumSet.of(
                    HttpStack.Ability.OTHER_HEADERS,
                    HttpStack.Ability.OTHER_RESPONSE,
                    HttpStack.Ability.WEB_SOCKET,
                    HttpStack.Ability.CANCEL,
                    HttpStack.Ability.INTERRUPT,
                    HttpStack.Ability.TIMEOUT,
                    HttpStack.Ability.HTTP_1_1_ONLY,
                    HttpStack.Ability.HTTP_2));

    static List<Run> runs() {
        return Run.of(STACK);
    }

    /** An application may have the library hand it the headers of the hop before, ours among them (attack S8). */
    @Test
    void sendsNoTokenWhereTheApplicationCopiesHeadersAlongARedirect() throws Exception {
        URI target = world().elsewhere().route(ProtectedResource::admit);
        URI mcp = world().oauth().protectedResource();
        Call call = Call.get(mcp)
                .client(Call.Client.PLAIN.named("copies headers").following(Call.Redirects.ALWAYS))
                .header("X-Trace", "a");
        heals(call);
        world().oauth().route(mcp.getPath(), (request, exchange) -> {
            exchange.getResponseHeaders().set("Location", target.toString());
            ContractServer.send(exchange, 307, new byte[0]);
        });

        heals(call);

        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, true, true);
        assertThat(world().elsewhere().received(target)).singleElement().satisfies(request -> {
            assertThat(request.headers()).containsEntry("x-trace", "a");
            assertThat(request.authorization()).isEmpty();
        });
    }
}
