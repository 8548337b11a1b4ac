package dev.mcpauthfix.engine.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.grant.TokenAnswer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static TokenAnswer.Issued answer(
            String access, @Nullable String refresh, @Nullable Duration lifetime, @Nullable String scope) {
        return new TokenAnswer.Issued(
                Secret.of(access), refresh == null ? null : Secret.of(refresh), lifetime, scope, null, false, null);
    }

    @ParameterizedTest
    @CsvSource({"3600, 3539, false", "3600, 3540, true", "40, 29, false", "40, 30, true", "3600, 9999, true"})
    void isDueInItsLastMinuteOrItsLastQuarter(long lifetime, long age, boolean due) {
        Tokens tokens = Tokens.of(answer("a", "r", Duration.ofSeconds(lifetime), null), NOW, null);

        assertThat(tokens.isDue(NOW.plusSeconds(age))).isEqualTo(due);
    }

    @Test
    void isNeverDueWithoutRefreshTokenOrLifetime() {
        Instant later = NOW.plus(Duration.ofDays(1));

        assertThat(Tokens.of(answer("a", null, Duration.ofHours(1), null), NOW, null)
                        .isDue(later))
                .isFalse();
        assertThat(Tokens.of(answer("a", "r", null, null), NOW, null).isDue(later))
                .isFalse();
    }

    @Test
    void isCurrentUntilTheVerySecondItRunsOut() {
        Tokens tokens = Tokens.of(answer("a", null, Duration.ofSeconds(10), null), NOW, null);

        assertThat(tokens.isCurrent(NOW.plusSeconds(9))).isTrue();
        assertThat(tokens.isCurrent(NOW.plusSeconds(10))).isFalse();
    }

    @Test
    void recordsTheRequestedScopeWhereTheAnswerHasNone() {
        assertThat(Tokens.of(answer("a", null, null, null), NOW, "asked").scope())
                .isEqualTo("asked");
        assertThat(Tokens.of(answer("a", null, null, "granted"), NOW, "asked").scope())
                .isEqualTo("granted");
    }

    @Test
    void aRefreshKeepsWhatItsAnswerLeavesOut() {
        Tokens first = Tokens.of(answer("a", "r", Duration.ofHours(1), "s"), NOW, null);
        Tokens second = first.refreshed(answer("b", null, null, null), NOW.plusSeconds(5));

        assertThat(second).isEqualTo(new Tokens(Secret.of("b"), Secret.of("r"), NOW.plusSeconds(5), null, "s"));
    }
}
