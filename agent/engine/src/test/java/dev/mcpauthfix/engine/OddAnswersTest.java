package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of real MCP servers that are, or only look like, a demand for a token. */
class OddAnswersTest {

    private final EngineScenario world = new EngineScenario().registers();

    @Test
    @Tag("quirk-39")
    void aForbiddenThatMeansUnauthorizedIsHealed() {
        world.issues("{\"access_token\":\"token-1\"}");

        assertThat(EngineScenario.token(world.refuse(mcp(), 403, EngineScenario.BEARER)))
                .isEqualTo("token-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer error=\"invalid_request\"", "Basic realm=\"tools\""})
    @Tag("quirk-39")
    void anyOtherForbiddenIsLeftAlone(String challenge) {
        leavesAlone(403, challenge);
    }

    /** An upstream token that ran out, told as an answer of a tool: nothing to do with the server's own tokens. */
    @Test
    @Tag("quirk-41")
    void aSuccessIsLeftAloneWhateverItsHeadersSay() {
        leavesAlone(200, EngineScenario.BEARER);
    }

    @Test
    @Tag("quirk-40")
    void aServerErrorIsLeftAloneWhateverItsHeadersSay() {
        leavesAlone(500, EngineScenario.BEARER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "Bearer", "user"})
    @Tag("quirk-30")
    void theSchemeIsAlwaysBearerHoweverTheTokenTypeIsWritten(String type) {
        world.issues("{\"access_token\":\"token-1\",\"token_type\":\"" + type + "\"}");

        assertThat(EngineScenario.authorization(world.refuse(mcp())).headers("POST", Servers.MCP))
                .containsExactly(Map.entry("Authorization", "Bearer token-1"));
    }

    private void leavesAlone(int status, String challenge) {
        assertThat(reason(world.refuse(mcp(), status, challenge))).contains(String.valueOf(status));
        assertThat(world.discoveries).isZero();
        assertThat(world.http.requests()).isEmpty();
    }
}
