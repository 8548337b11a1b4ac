package dev.mcpauthfix.shim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.8", "9", "11", "16", "", "unknown"})
    void declinesAnOlderJava(String version) {
        assertThat(Agent.supports(version)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25", "26"})
    void acceptsJava17AndNewer(String version) {
        assertThat(Agent.supports(version)).isTrue();
    }
}
