package dev.mcpauthfix.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuthorizationBudgetTest {

    private final MutableClock clock = new MutableClock();
    private final AuthorizationBudget budget = new AuthorizationBudget(clock, 12);

    @Test
    void allowsThreeInAnyHour() {
        assertThat(budget.take()).isTrue();
        clock.advance(Duration.ofMinutes(30));
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
        clock.advance(Duration.ofMinutes(30));
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void aSuccessGivesNoLoginPagesBack() {
        for (int i = 0; i < 12; i++) {
            assertThat(budget.takeLoginPage()).isTrue();
            budget.restore();
        }

        assertThat(budget.takeLoginPage()).isFalse();
        assertThat(budget.take()).isTrue();
        clock.advance(Duration.ofHours(1));
        assertThat(budget.takeLoginPage()).isTrue();
    }

    @Test
    void aSuccessGivesAllBack() {
        budget.take();
        budget.take();
        budget.take();
        budget.restore();

        assertThat(budget.take()).isTrue();
    }
}
