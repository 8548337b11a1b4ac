package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** A refusal whose body never ends: it flows to the application as before, and ends when the application has had enough. */
interface EndlessBodyCases extends ContractCases {

    private static ContractServer.Route refusing(EndlessBody body) {
        return (request, exchange) -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "ApiKey");
            body.send(exchange, 401);
        };
    }

    @Test
    default void closesAnEndlessRefusalWhenTheApplicationClosesItsStream() throws Exception {
        needs(world().stack().receives(), Call.Receive.STREAM);
        needsNo(HttpStack.Ability.LEAVES_CONNECTIONS_OPEN);
        EndlessBody before = new EndlessBody();
        EndlessBody after = new EndlessBody();
        Call call = Call.post(world().plain().route("/endless", refusing(before)))
                .receive(Call.Receive.STREAM)
                .readLimit(1_000_000);

        Result without = world().without().call(call);
        world().plain().route("/endless", refusing(after));
        Result with = world().with().call(call);

        assertThat(with).isEqualTo(without);
        assertThat(with.status()).isEqualTo(401);
        before.awaitGivenUp();
        after.awaitGivenUp();
    }

    @Test
    default void closesAnEndlessRefusalWhenTheApplicationCancels() throws Exception {
        needs(HttpStack.Ability.CANCEL);
        needsNo(HttpStack.Ability.LEAVES_CONNECTIONS_OPEN);
        needsNo(HttpStack.Ability.CANCEL_KEEPS_CONNECTION);
        EndlessBody before = new EndlessBody();
        EndlessBody after = new EndlessBody();

        Result without = cancelled(world().without(), before);
        Result with = cancelled(world().with(), after);

        assertThat(with).isEqualTo(without);
        assertThat(with.failure()).isNotEmpty();
    }

    private Result cancelled(ContractJvm jvm, EndlessBody body) throws Exception {
        URI mcp = world().plain().route(refusing(body));
        ContractJvm.Remote call = jvm.begin(Call.post(mcp).receive(Call.Receive.BYTES));
        body.awaitMuchSent();
        call.cancel();
        body.awaitGivenUp();
        return call.result().withoutRaces();
    }
}
