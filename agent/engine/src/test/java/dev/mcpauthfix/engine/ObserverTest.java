package dev.mcpauthfix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.Observation.Verdict;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Stopped;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObserverTest {

    private final EngineScenario scenario = new EngineScenario();

    private Optional<Observation> observe(McpRequest request) {
        return scenario.engine()
                .observe(request, new ChallengeResponse(401, List.of(EngineScenario.BEARER)))
                .toCompletableFuture()
                .join();
    }

    private Observation observed() {
        return observe(EngineScenario.mcp()).orElseThrow();
    }

    @Test
    void tellsTheRungAndThatAPersonHadToConsent() {
        Observation observation = observed();

        assertThat(observation.verdict()).isEqualTo(Verdict.NEEDS_LOGIN);
        assertThat(observation.rung()).isEqualTo(Rung.SERVER_METADATA_ORIGIN);
        assertThat(observation.missing()).isEqualTo("consent");
        assertThat(observation.requests()).isEqualTo(2);
        assertThat(scenario.http.requests()).isEmpty();
    }

    @Test
    void tellsThatNothingIsMissingWhereAnEarlierLoginServes() {
        scenario.registers().issues(Servers.tokens("token-1", "refresh-1"));
        scenario.refuse(EngineScenario.mcp());
        scenario.restart();

        assertThat(observed().verdict()).isEqualTo(Verdict.WOULD_HEAL);
        assertThat(observe(EngineScenario.mcp())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NOT_OAUTH, NOT_OAUTH", "INVALID, BROKEN", "UNREACHABLE, BROKEN"})
    void tellsWhyThereIsNoAuthorizationServer(Why why, Verdict verdict) {
        scenario.stopped = new Stopped(why, "because", 4);

        Observation observation = observed();

        assertThat(observation.verdict()).isEqualTo(verdict);
        assertThat(observation.reason()).isEqualTo("because");
        assertThat(observation.rung()).isNull();
        assertThat(observation.requests()).isEqualTo(4);
    }

    @Test
    void looksAgainAfterTenMinutesAndNotBefore() {
        observed();
        assertThat(observe(EngineScenario.mcp())).isEmpty();
        assertThat(observe(EngineScenario.post("https://other.example/mcp"))).isPresent();

        scenario.clock.advance(Duration.ofMinutes(10));

        assertThat(observe(EngineScenario.mcp())).isPresent();
        assertThat(scenario.discoveries).isEqualTo(3);
    }

    @Test
    void asksNobodyAboutACallThatNoTokenWouldHelp() {
        assertThat(scenario.engine()
                        .observe(EngineScenario.mcp(), new ChallengeResponse(403, List.of("Basic realm=\"x\"")))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(scenario.discoveries).isZero();
    }
}
