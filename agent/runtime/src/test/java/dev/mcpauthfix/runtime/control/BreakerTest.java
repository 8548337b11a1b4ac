package dev.mcpauthfix.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final URI SERVER = URI.create("https://mcp.example.com/mcp");
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final Breaker breaker = new Breaker();

    @Test
    void opensAtTheThirdFaultInARow() {
        assertThat(breaker.fault(SERVER, NOON)).isFalse();
        assertThat(breaker.fault(SERVER, NOON.plusSeconds(60))).isFalse();
        assertThat(breaker.isOpen(SERVER)).isFalse();
        assertThat(breaker.fault(SERVER, NOON.plusSeconds(120))).isTrue();
        assertThat(breaker.isOpen(SERVER)).isTrue();
    }

    @Test
    void takesFaultsThatAreFarApartForNoRow() {
        for (int hour = 0; hour < 5; hour++) {
            assertThat(breaker.fault(SERVER, NOON.plusSeconds(3600L * hour))).isFalse();
        }
        assertThat(breaker.isOpen(SERVER)).isFalse();
    }

    @Test
    void staysOpenHoweverLongItTakes() {
        for (int i = 0; i < 3; i++) {
            boolean unused = breaker.fault(SERVER, NOON);
        }

        assertThat(breaker.fault(SERVER, NOON.plusSeconds(7200))).isFalse();
        assertThat(breaker.isOpen(SERVER)).isTrue();
    }
}
