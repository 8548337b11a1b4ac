package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The agent's own requests take the way that the failing client takes, which may be the only one there is. */
interface NetworkCases extends ContractCases {

    @Test
    @Tag("network")
    default void healsWhereOnlyTheClientTrustsTheServers() throws Exception {
        try (SecureOrigin origin = SecureOrigin.start(SecureOrigin.HERE, false, world().secrets())) {
            Call call = Call.post(origin.mcp());
            Call.Client client = Call.Client.PLAIN.named("trusting").on(trusting(0, false));

            assertThat(world().without().call(call).failure()).isNotEmpty();
            healsWhatIsRefused(call.client(client), origin);

            assertThat(origin.arrivals())
                    .extracting(SecureOrigin.Arrival::protocol)
                    .containsOnly("HTTP/1.1");
        }
    }

    @Test
    @Tag("network")
    default void healsWhereOnlyTheClientsProxyReachesTheServers() throws Exception {
        String host = PrivateAuthority.BEHIND_THE_PROXY;
        try (SecureOrigin origin = SecureOrigin.start(host, false, world().secrets())) {
            Call.Client client = Call.Client.PLAIN
                    .named("proxied")
                    .on(trusting(world().proxy().port(), false));

            healsWhatIsRefused(Call.post(origin.mcp()).client(client), origin);

            assertThat(origin.arrivals()).allMatch(arrival -> world().proxy().carries(arrival.clientPort()));
            assertThat(world().proxy().asked())
                    .contains(origin.mcp().getAuthority())
                    .allMatch(authority -> authority.startsWith(host + ":"));
        }
    }

    @Test
    @Tag("network")
    default void healsOverHttp2() throws Exception {
        needs(HttpStack.Ability.HTTP_2);
        try (SecureOrigin origin = SecureOrigin.start(SecureOrigin.HERE, true, world().secrets())) {
            Call.Client client = Call.Client.PLAIN.named("http2").on(trusting(0, true));

            healsWhatIsRefused(Call.post(origin.mcp()).client(client), origin);

            assertThat(origin.calls())
                    .extracting(SecureOrigin.Arrival::protocol)
                    .containsOnly("HTTP/2.0");
        }
    }

    private static Call.Network trusting(int proxyPort, boolean http2) {
        return new Call.Network(PrivateAuthority.ours().trusted().toString(), proxyPort, http2);
    }

    /** Without the agent the client gets as far as the refusal; beside it, it and the agent get all the way. */
    private void healsWhatIsRefused(Call call, SecureOrigin origin) throws Exception {
        Result refused = world().without().call(call);
        assertThat(refused.status()).as("%s", refused).isEqualTo(401);

        assertThat(heals(call).body()).isEqualTo(call.body());

        assertThat(origin.calls())
                .extracting(arrival -> !arrival.request().token().isEmpty())
                .containsExactly(false, false, true);
        assertThat(origin.requestsTo("token")).isEqualTo(1);
    }
}
