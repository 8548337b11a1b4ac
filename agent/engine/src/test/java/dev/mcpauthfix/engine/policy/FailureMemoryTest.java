package dev.mcpauthfix.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FailureMemoryTest {

    private final MutableClock clock = new MutableClock();
    private final FailureMemory memory = new FailureMemory(clock, Duration.ofMinutes(1));

    @Test
    @Tag("quirk-42")
    void remembersForItsLengthOnly() {
        assertThat(memory.recall()).isNull();
        memory.remember("why");
        clock.advance(Duration.ofSeconds(59));
        assertThat(memory.recall()).isEqualTo("why");
        clock.advance(Duration.ofSeconds(1));
        assertThat(memory.recall()).isNull();
    }

    @Test
    void forgetsAtOnceWhenTold() {
        memory.remember("why");
        memory.clear();

        assertThat(memory.recall()).isNull();
    }
}
