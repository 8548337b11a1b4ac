package dev.mcpauthfix.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeRequestTest {

    @ParameterizedTest
    @CsvSource({"1, 10", "30, 10", "45, 15", "60, 20", "180, 60", "600, 60"})
    void aSlowServersLimitLeavesEachRequestMoreTime(int all, int one) {
        assertThat(ProbeRequest.limit(Duration.ofSeconds(all))).hasSeconds(one);
    }
}
