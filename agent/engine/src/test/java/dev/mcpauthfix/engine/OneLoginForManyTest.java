package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.port.UserAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OneLoginForManyTest {

    private static final ChallengeResponse UNAUTHORIZED = new ChallengeResponse(401, List.of(EngineScenario.BEARER));

    private final EngineScenario world = new EngineScenario().registers().issues(Servers.tokens("token-1", null));
    private final ExecutorService agentThreads = Executors.newFixedThreadPool(4);
    private final ExecutorService callers = Executors.newFixedThreadPool(10);
    private final CountDownLatch personDecides = new CountDownLatch(1);

    @AfterEach
    void stop() {
        agentThreads.shutdownNow();
        callers.shutdownNow();
    }

    private void slowPerson() {
        world.executor = agentThreads;
        world.person.answer(query -> {
            await(personDecides);
            return new UserAgent.Redirected(Map.of("code", "c", "state", query.get("state")));
        });
    }

    @Test
    @Tag("attack-16")
    void fiftyCallersShareOneLogin() throws Exception {
        slowPerson();
        AuthorizationEngine engine = world.engine();
        CountDownLatch asked = new CountDownLatch(50);
        List<CompletableFuture<Decision>> decisions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            CompletableFuture<Decision> decision = new CompletableFuture<>();
            decisions.add(decision);
            callers.execute(() -> {
                engine.onChallenge(mcp(), UNAUTHORIZED).thenAccept(decision::complete);
                asked.countDown();
            });
        }
        await(asked);
        assertThat(decisions).noneMatch(CompletableFuture::isDone);
        personDecides.countDown();

        for (CompletableFuture<Decision> decision : decisions) {
            assertThat(EngineScenario.token(decision.get(20, TimeUnit.SECONDS))).isEqualTo("token-1");
        }
        assertThat(world.person.shown()).hasSize(1);
        assertThat(world.registrations()).isEqualTo(1);
        assertThat(world.tokenRequests()).isEqualTo(1);
    }

    @Test
    void aCallerThatCancelsStopsNothing() throws Exception {
        slowPerson();
        CompletableFuture<Decision> impatient =
                world.engine().onChallenge(mcp(), UNAUTHORIZED).toCompletableFuture();
        CompletableFuture<Decision> patient =
                world.engine().onChallenge(mcp(), UNAUTHORIZED).toCompletableFuture();
        impatient.cancel(true);
        personDecides.countDown();

        assertThat(EngineScenario.token(patient.get(20, TimeUnit.SECONDS))).isEqualTo("token-1");
    }

    @Test
    void aCallerIsNeverBlocked() {
        world.executor = work -> {};

        assertThat(world.engine().onChallenge(mcp(), UNAUTHORIZED).toCompletableFuture())
                .isNotDone();
        assertThat(world.engine().authorize(mcp())).isEmpty();
    }

    @Test
    void manyRefusalsOfOneTokenRefreshOnce() throws Exception {
        EngineScenario refreshing = new EngineScenario()
                .registers()
                .issues(Servers.tokens("token-1", "refresh-1"), Servers.tokens("token-2", "refresh-2"));
        refreshing.executor = agentThreads;
        refreshing.refuse(mcp());
        McpRequest refused = refreshing.attached(mcp());
        List<CompletableFuture<Decision>> decisions = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            decisions.add(CompletableFuture.supplyAsync(() -> refreshing.refuse(refused), callers));
        }

        for (CompletableFuture<Decision> decision : decisions) {
            assertThat(EngineScenario.token(decision.get(20, TimeUnit.SECONDS))).isEqualTo("token-2");
        }
        assertThat(refreshing.tokenRequests()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
