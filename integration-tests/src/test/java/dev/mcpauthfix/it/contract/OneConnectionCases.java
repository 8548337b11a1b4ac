package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** For a stack whose pool an application may limit to one connection: its caller knows a client of that name. */
interface OneConnectionCases extends ContractCases {

    /** A refusal that is held back must not keep the connection that the next send needs. */
    @Test
    default void healsWhereThePoolHasOneConnection() throws Exception {
        URI mcp = world().oauth().protectedResource();
        Call call = Call.post(mcp).client(Call.Client.PLAIN.named("one connection"));
        List<ContractJvm.Remote> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(world().with().begin(call));
        }

        for (ContractJvm.Remote one : calls) {
            assertThat(one.result().failure()).isEmpty();
            assertThat(one.result().heads()).containsExactly(200);
        }
        assertThat(requestsTo(world().oauth(), "token")).isEqualTo(1);
    }
}
