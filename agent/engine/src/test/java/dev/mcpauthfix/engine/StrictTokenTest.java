package dev.mcpauthfix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.metadata.DiscoveryResult.Stopped;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.policy.Experiment;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token that lenient discovery has won is none for whoever discovers strictly: the two could not be told apart. */
final class StrictTokenTest {

    private static final Stopped NO_HINT = new Stopped(Why.NO_HINT, "no hint", 0);

    private final EngineScenario scenario = new EngineScenario();

    @BeforeEach
    void begin() {
        scenario.registers().issues(Servers.tokens("token-1", "refresh-1"), Servers.tokens("token-2", "refresh-2"));
    }

    private void wonBy(Rung rung) {
        scenario.rung = rung;
        assertThat(EngineScenario.token(scenario.refuse(EngineScenario.mcp()))).isEqualTo("token-1");
    }

    private void experiment(int lenientShare) {
        scenario.settings =
                new SettingsBuilder().experiment(new Experiment("e", Experiment.Unit.JVM, lenientShare, 0, "jvm"));
        scenario.restart();
    }

    @Test
    void isLeftInTheVaultByAStrictJvm() {
        wonBy(Rung.SERVER_METADATA_ORIGIN);
        scenario.settings = new SettingsBuilder().strict();
        scenario.restart();
        scenario.stopped = NO_HINT;

        assertThat(scenario.refuse(EngineScenario.mcp())).isEqualTo(new Decision.PassThrough("no hint"));
        assertThat(scenario.engine().authorize(EngineScenario.mcp())).isEmpty();
        assertThat(scenario.person.shown()).hasSize(1);

        scenario.settings = new SettingsBuilder();
        scenario.restart();
        assertThat(EngineScenario.token(scenario.refuse(EngineScenario.mcp()))).isEqualTo("token-1");
    }

    @Test
    void isLeftByTheStrictUnitOfAnExperimentAndTakenByALenientOne() {
        wonBy(Rung.RESOURCE_METADATA_PATH);
        scenario.stopped = NO_HINT;
        experiment(0);
        assertThat(scenario.refuse(EngineScenario.mcp())).isInstanceOf(Decision.PassThrough.class);

        experiment(Experiment.WHOLE);
        assertThat(EngineScenario.token(scenario.refuse(EngineScenario.mcp()))).isEqualTo("token-1");
    }

    @Test
    void servesBothWhereTheHintHasWonIt() {
        wonBy(Rung.HINT);
        experiment(0);

        assertThat(EngineScenario.token(scenario.refuse(EngineScenario.mcp()))).isEqualTo("token-1");
        assertThat(scenario.engine().authorize(EngineScenario.mcp())).isPresent();
    }

    @Test
    void givesWayToTheOneThatStrictDiscoveryWins() {
        wonBy(Rung.SERVER_METADATA_ORIGIN);
        experiment(0);
        scenario.rung = Rung.HINT;

        assertThat(EngineScenario.token(scenario.refuse(EngineScenario.mcp()))).isEqualTo("token-2");
    }

    @Test
    void isNotLostByARefusalOfAStrictServerBelow() {
        String below = Servers.MCP + "/below";
        scenario.settings = new SettingsBuilder().section(below, new SettingsBuilder().strict());
        wonBy(Rung.SERVER_METADATA_ORIGIN);
        int sent = scenario.http.requests().size();
        scenario.stopped = NO_HINT;

        assertThat(scenario.refuse(EngineScenario.post(below))).isEqualTo(new Decision.PassThrough("no hint"));

        assertThat(scenario.http.requests()).as("nothing is refreshed").hasSize(sent);
        assertThat(scenario.engine().authorize(EngineScenario.mcp())).isPresent();
    }

    @Test
    void goesWithTheMessagesOfTheEventStreamThatItWasWonFor() {
        URI messages = Servers.MCP.resolve("/messages");
        int seed = 0;
        while (perServer(seed).variant(Servers.MCP) != Experiment.Variant.LENIENT
                || perServer(seed).variant(messages) != Experiment.Variant.STRICT) {
            seed++;
        }
        scenario.settings = new SettingsBuilder().experiment(perServer(seed));
        scenario.rung = Rung.SERVER_METADATA_ORIGIN;
        McpRequest stream = EngineScenario.request("GET", Servers.MCP.toString(), McpTraffic.Shape.EVENT_STREAM_GET);
        assertThat(EngineScenario.token(scenario.refuse(stream))).isEqualTo("token-1");

        assertThat(scenario.engine()
                        .authorize(EngineScenario.request(
                                "POST", messages.toString(), McpTraffic.Shape.UNMARKED_JSON_POST)))
                .isPresent();
    }

    private static Experiment perServer(int seed) {
        return new Experiment("e", Experiment.Unit.SERVER, 5000, seed, "jvm");
    }

    @Test
    void isNotForAStrictServerBelowALenientOne() {
        String below = Servers.MCP + "/below";
        scenario.settings = new SettingsBuilder().section(below, new SettingsBuilder().strict());
        wonBy(Rung.SERVER_METADATA_ORIGIN);

        assertThat(scenario.engine().authorize(EngineScenario.mcp())).isPresent();
        assertThat(scenario.engine().authorize(EngineScenario.post(below))).isEmpty();
    }
}
