package dev.mcpauthfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidCommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "attach", "status", "set", "disable", "enable", "detach",
                "attach app", "status app", "set app mode=off", "disable app", "enable app", "detach app",
                "attach --nonsense 1", "set 1", "status 1 2",
            })
    void answersTwoToAMistakeInTheCommandLine(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: java -jar mcp-auth-fix.jar " + line.split(" ")[0]);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"attach", "status", "set", "disable", "enable", "detach", "list", "report"})
    void tellsTheFormOfItsJson(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).containsPattern("(?m)^--json[:,]");
    }

    /** Whether one is there depends on who runs the tests; a build by Maven is one. */
    @Test
    void listsJvmsWithWhatTheyHold() {
        assertThat(run("list", "--json")).isZero();
        assertThat(out.toString().lines())
                .allSatisfy(line -> assertThat(
                                JsonObject.parse(line).orElseThrow().members())
                        .containsKeys("pid", "main", "mcp", "http", "agent_version", "agent_mode", "agent_from_start"));
    }

    @Test
    void saysInJsonTooThatThereIsNoSuchProcess() {
        assertThat(run("attach", "--dry-run", "--json", "999999999")).isEqualTo(3);
        assertThat(JsonObject.parse(out.toString()).orElseThrow().members())
                .containsEntry("outcome", "unreachable")
                .containsKeys("pid", "says", "status", "http", "mcp", "forbids", "warns");
        assertThat(err.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return Commands.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
