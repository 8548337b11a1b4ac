package dev.mcpauthfix.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerTextTest {

    @Test
    void removesLineBreaksEscapesAndDirectionMarks() {
        assertThat(ServerText.quote("a\r\nINFO b\u001b[31m\u202e\u2028c\u0000")).isEqualTo("\"aINFO b[31mc\"");
    }

    @Test
    void leavesNoQuoteToCloseEarly() {
        assertThat(ServerText.quote("a\" b")).isEqualTo("\"a' b\"");
    }

    @Test
    void cutsAfter200Characters() {
        assertThat(ServerText.plain("x".repeat(200))).hasSize(200);
        assertThat(ServerText.plain("x".repeat(5000))).isEqualTo("x".repeat(200) + "...");
    }
}
