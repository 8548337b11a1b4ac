package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A login takes its time. Meanwhile the application may wait, call again, or lose its patience. */
interface WaitingCases extends ContractCases {

    Impatience CANCELS = ContractJvm.Remote::cancel;
    Impatience CANCELS_A_DEPENDENT = ContractJvm.Remote::cancelDependent;
    Impatience INTERRUPTS = ContractJvm.Remote::interrupt;

    @Test
    default void letsOneLoginServeFiftyCalls() throws Exception {
        try (ContractServer server = world().origin(AuthorizationServerSettings.builder());
                Hold login = server.holdNextLogin()) {
            URI mcp = server.protectedResource();
            List<ContractJvm.Remote> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(world().with().begin(Call.post(mcp).header("X-Number", String.valueOf(i))));
            }
            login.awaitReached();
            login.release();

            for (ContractJvm.Remote call : calls) {
                assertThat(call.result().status()).isEqualTo(200);
                assertThat(call.result().heads()).containsExactly(200);
            }
            assertThat(requestsTo(server, "register")).isEqualTo(1);
            assertThat(requestsTo(server, "authorize")).isEqualTo(1);
            assertThat(requestsTo(server, "token")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void waitsForASlowPerson(Call.Send send) throws Exception {
        needs(world().stack().sends(), send);
        try (Hold login = world().oauth().holdNextLogin()) {
            URI mcp = world().oauth().protectedResource();
            ContractJvm.Remote call = world().with().begin(Call.post(mcp).send(send));
            login.awaitReached();
            assertThat(call.isDone()).isFalse();
            login.release();

            assertThat(call.result().status()).isEqualTo(200);
        }
    }

    @Test
    default void isCancelledAtOnceAndFinishesTheLogin() throws Exception {
        needs(HttpStack.Ability.CANCEL);
        impatient(Call.post(world().oauth().protectedResource()), ContractJvm.Remote::cancel);
    }

    @Test
    default void isCancelledThroughADependentStageToo() throws Exception {
        needs(HttpStack.Ability.CANCEL_DEPENDENT);
        impatient(Call.post(world().oauth().protectedResource()), ContractJvm.Remote::cancelDependent);
    }

    @Test
    default void isInterruptedAtOnceAndFinishesTheLogin() throws Exception {
        needs(HttpStack.Ability.INTERRUPT);
        Call call = Call.post(world().oauth().protectedResource()).send(Call.Send.BLOCKING);
        impatient(call, ContractJvm.Remote::interrupt);
    }

    @ParameterizedTest
    @Tag("quirk-43")
    @EnumSource
    default void timesOutWhenTheApplicationSaysAndFinishesTheLogin(Call.Send send) throws Exception {
        needs(HttpStack.Ability.TIMEOUT);
        needs(world().stack().sends(), send);
        Call call = Call.post(world().oauth().protectedResource()).send(send).timeoutMillis(1500);
        long start = System.nanoTime();

        impatient(call, waitsForItself -> {});

        // Both calls of the application, the second without the agent, end by their own clock.
        assertThat(System.nanoTime() - start).isGreaterThan(2 * 1_500_000_000L);
    }

    @Test
    default void losesItsPatienceWithASlowServerAsWithoutTheAgent() throws Exception {
        Call call = Call.post(world().plain().uri("/"));

        for (Impatience impatience : impatiences()) {
            sameOnASlowServer(call.send(sendFor(impatience)), impatience);
        }
        if (world().stack().abilities().contains(HttpStack.Ability.TIMEOUT)) {
            sameOnASlowServer(call.timeoutMillis(300), waitsForItself -> {});
        }
    }

    @Test
    default void losesItsPatienceWhileTheRequestIsSentAgain() throws Exception {
        Call call = Call.post(world().oauth().uri("/"));

        for (Impatience impatience : impatiences()) {
            impatientWithTheReplay(call.send(sendFor(impatience)), impatience);
        }
    }

    private List<Impatience> impatiences() {
        Set<HttpStack.Ability> abilities = world().stack().abilities();
        List<Impatience> impatiences = new ArrayList<>();
        if (abilities.contains(HttpStack.Ability.CANCEL)) {
            impatiences.add(CANCELS);
        }
        if (abilities.contains(HttpStack.Ability.CANCEL_DEPENDENT)) {
            impatiences.add(CANCELS_A_DEPENDENT);
        }
        if (abilities.contains(HttpStack.Ability.INTERRUPT)) {
            impatiences.add(INTERRUPTS);
        }
        return impatiences;
    }

    private static Call.Send sendFor(Impatience impatience) {
        return impatience == INTERRUPTS ? Call.Send.BLOCKING : Call.Send.ASYNC;
    }

    private void impatientWithTheReplay(Call call, Impatience impatience) throws Exception {
        try (Hold answer = new Hold()) {
            URI mcp = world().oauth().route((request, exchange) -> {
                if (request.token().isEmpty()) {
                    ProtectedResource.refuse(exchange);
                } else {
                    answer.pass();
                    ProtectedResource.admit(request, exchange);
                }
            });
            ContractJvm.Remote remote = world().with().begin(call.to(mcp));
            answer.awaitReached();
            impatience.with(remote);

            assertThat(remote.result().withoutRaces()).isEqualTo(onASlowServer(world().without(), call, impatience));
        }
    }

    private void sameOnASlowServer(Call call, Impatience impatience) throws Exception {
        assertThat(onASlowServer(world().with(), call, impatience))
                .isEqualTo(onASlowServer(world().without(), call, impatience));
    }

    /** The outcome is that of a server which is slow without the agent; then the login ends, and the next call has the token. */
    private void impatient(Call call, Impatience impatience) throws Exception {
        URI mcp = URI.create(call.url());
        Result withAgent;
        try (Hold login = world().oauth().holdNextLogin()) {
            ContractJvm.Remote remote = world().with().begin(call);
            login.awaitReached();
            impatience.with(remote);
            withAgent = remote.result().withoutRaces();
        }
        assertThat(withAgent).isEqualTo(onASlowServer(world().without(), call, impatience));
        assertThat(withAgent.failure()).isNotEmpty();

        world().with().awaitOnErrorStream("authorized " + mcp);
        heals(call.timeoutMillis(0));
        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, true);
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_SHOT_STREAM", "ONE_SHOT_PUBLISHER"})
    default void doesNotSendAOneShotBodyTwiceButHasTheTokenForTheNext(Call.Publish oneShot) throws Exception {
        needs(world().stack().publishes(), oneShot);
        URI mcp = world().oauth().protectedResource();
        Call call = Call.post(mcp).publish(oneShot);

        Result first = world().with().call(call);
        world().with().awaitOnErrorStream("authorized " + mcp);
        Result second = heals(call);

        assertThat(first.status()).isEqualTo(401);
        assertThat(first.body()).isEqualTo(ProtectedResource.REFUSAL);
        assertThat(second.body()).isEqualTo(call.body());
        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, true);
    }

    /** Whoever waits for a person must not hold the thread that serves everybody else. */
    @Test
    default void letsOtherCallsThroughWhileALoginWaits() throws Exception {
        URI other = world().plain().route(ProtectedResource::admit);
        try (Hold login = world().oauth().holdNextLogin()) {
            List<ContractJvm.Remote> waiting = new ArrayList<>();
            URI mcp = world().oauth().protectedResource();
            for (int i = 0; i < 4; i++) {
                waiting.add(world().with().begin(Call.post(mcp)));
            }
            login.awaitReached();
            for (int i = 0; i < 8; i++) {
                assertThat(world().with().call(Call.rest("GET", other)).status())
                        .isEqualTo(200);
                assertThat(world().with().call(Call.post(other)).status()).isEqualTo(200);
            }
            assertThat(waiting).noneMatch(ContractJvm.Remote::isDone);
            login.release();

            for (ContractJvm.Remote call : waiting) {
                assertThat(call.result().status()).isEqualTo(200);
            }
        }
    }

    @Test
    default void sendsNoTokenToTheNextCallBeforeThereIsOne() throws Exception {
        try (Hold login = world().oauth().holdNextLogin()) {
            URI mcp = world().oauth().protectedResource();
            ContractJvm.Remote first = world().with().begin(Call.post(mcp));
            login.awaitReached();
            ContractJvm.Remote second = world().with().begin(Call.get(mcp));
            login.release();

            assertThat(first.result().status()).isEqualTo(200);
            assertThat(second.result().status()).isEqualTo(200);
            List<Boolean> tokens = tokensSentTo(world().oauth(), mcp);
            assertThat(tokens.get(0)).isFalse();
            assertThat(Collections.frequency(tokens, true)).isEqualTo(2);
        }
    }
}
