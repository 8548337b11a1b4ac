package dev.mcpauthfix.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 10.2.3. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void isANumberOfSecondsOrADate() {
        assertThat(RetryAfter.parse(" 120 ", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Tue, 24 Nov 2026 12:05:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3601", "99999999999999999999", "Fri, 01 Jan 2100 00:00:00 GMT"})
    void keepsNobodyOutForMoreThanAnHour(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "soon", "Mon, 23 Nov 2026 12:00:00 GMT", "1.5"})
    void saysNothingWhereItIsNoWish(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isNull();
    }
}
