package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of the adapter for {@code HttpURLConnection}. It has no asynchronous calls, no limit but that of a read, and throws a 401
 * away where the request's body was streamed.
 */
@Tag("http-stack")
class HttpUrlConnectionContractIT extends UnauthorizedContract {

    static final HttpStack STACK = new HttpStack(
            "HttpURLConnection",
            HttpUrlConnectionCaller.class,
            List.of(),
            EnumSet.of(Call.Publish.STRING, Call.Publish.BYTES),
            EnumSet.of(Call.Send.BLOCKING),
            EnumSet.of(Call.Receive.STRING, Call.Receive.BYTES, Call.Receive.STREAM),
            EnumSet.of(Call.Redirects.NEVER, Call.Redirects.NORMAL),
            EnumSet.of(
                    HttpStack.Ability.OTHER_HEADERS,
                    HttpStack.Ability.OTHER_RESPONSE,
                    HttpStack.Ability.AUTHENTICATOR,
                    HttpStack.Ability.CANCEL,
                    HttpStack.Ability.FOLLOWS_NO_308));

    static List<Run> runs() {
        return Run.of(STACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {HttpUrlConnectionCaller.FIXED_LENGTH, HttpUrlConnectionCaller.CHUNKED})
    void failsAsEverWithAStreamedBodyButHasTheTokenForTheNext(String streamed) throws Exception {
        URI mcp = world().oauth().protectedResource();
        Call call = Call.post(mcp).header(HttpUrlConnectionCaller.STREAMING, streamed);

        Result first = world().with().call(call);
        Result without = world().without().call(call);
        world().with().awaitOnErrorStream("authorized " + mcp);
        Result second = world().with().call(call);

        assertThat(first).isEqualTo(without);
        assertThat(first.status()).isEqualTo(401);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(call.body());
        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, false, true);
    }

    @Test
    void givesTheRefusalBackWhenAReadMayTakeNoLongerAndFinishesTheLogin() throws Exception {
        URI mcp = world().oauth().protectedResource();
        Call call = Call.post(mcp).timeoutMillis(1500);

        try (Hold login = world().oauth().holdNextLogin()) {
            Result late = world().with().call(call);

            assertThat(late).isEqualTo(world().without().call(call));
            assertThat(late.status()).isEqualTo(401);
            assertThat(late.body()).isEqualTo(ProtectedResource.REFUSAL);
        }
        world().with().awaitOnErrorStream("authorized " + mcp);
        heals(call);
    }

    @Test
    void givesTheRefusalBackWhenItsThreadIsInterruptedAndFinishesTheLogin() throws Exception {
        URI mcp = world().oauth().protectedResource();

        try (Hold login = world().oauth().holdNextLogin()) {
            ContractJvm.Remote call = world().with().begin(Call.post(mcp));
            login.awaitReached();
            call.interrupt();

            assertThat(call.result().status()).isEqualTo(401);
            assertThat(call.result().body()).isEqualTo(ProtectedResource.REFUSAL);
        }
        world().with().awaitOnErrorStream("authorized " + mcp);
        heals(Call.post(mcp));
    }
}
