package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** What the cases of the contract stand on. */
interface ContractCases {

    World world();

    /** Calls beside the agent, and sees to it that the application noticed nothing but success. */
    default Result heals(Call call) throws Exception {
        Result result = world().with().call(call);
        assertThat(result.failure()).isEmpty();
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.heads()).as("what the body handler was shown").containsExactly(200);
        return result;
    }

    /** Whether each request to this URL carried a token of ours, in order. */
    default List<Boolean> tokensSentTo(ContractServer server, URI uri) {
        return server.received(uri).stream().map(one -> !one.token().isEmpty()).toList();
    }

    /** Skips a case that this stack has no means for, and says which. */
    default <T> void needs(Set<T> offered, T wanted) {
        assumeTrue(offered.contains(wanted), () -> "this HTTP stack offers " + offered + " and not " + wanted);
    }

    /** How often an endpoint of the authorization server was called. */
    default int requestsTo(ContractServer server, String endpoint) {
        return server.received(server.authorizationServer().endpoint(endpoint)).size();
    }
}
