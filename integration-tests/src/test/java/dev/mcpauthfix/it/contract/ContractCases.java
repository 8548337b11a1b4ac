package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
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

    /** Skips a case that this stack has no means for, and says which. */
    default void needs(HttpStack.Ability wanted) {
        needs(world().stack().abilities(), wanted);
    }

    /** Skips a case that this stack spoils by itself, and says why. */
    default void needsNo(HttpStack.Ability defect) {
        assumeFalse(
                world().stack().abilities().contains(defect), () -> "without the agent this HTTP stack has " + defect);
    }

    /** How a call ends at a server that never answers it, for an application that loses its patience. */
    default Result onASlowServer(ContractJvm jvm, Call call, Impatience impatience) throws Exception {
        try (Hold answer = new Hold()) {
            URI slow = world().plain().route((request, exchange) -> answer.pass());
            ContractJvm.Remote remote = jvm.begin(call.to(slow));
            answer.awaitReached();
            impatience.with(remote);
            return remote.result().withoutRaces();
        }
    }

    /** How an application loses its patience. */
    interface Impatience {

        void with(ContractJvm.Remote call);
    }

    /** How often an endpoint of the authorization server was called. */
    default int requestsTo(ContractServer server, String endpoint) {
        return server.received(server.authorizationServer().endpoint(endpoint)).size();
    }
}
