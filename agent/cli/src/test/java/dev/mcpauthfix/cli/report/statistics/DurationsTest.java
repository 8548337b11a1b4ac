package dev.mcpauthfix.cli.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 5000})
    void isOffByAtMostOnePercentAndHalfAMillisecond(int count) {
        SplittableRandom random = new SplittableRandom(count);
        Durations durations = new Durations();
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = (long) Math.exp(Math.log(1e9) * random.nextDouble());
            durations.add(times[i]);
        }
        Arrays.sort(times);

        for (double q : new double[] {0, 0.01, 0.25, 0.5, 0.75, 0.95, 0.99, 1}) {
            long exact = times[Math.max(0, (int) Math.ceil(q * count) - 1)];
            assertThat((double) durations.quantileMillis(q).orElseThrow())
                    .as("quantile %s", q)
                    .isCloseTo((double) exact, within(0.01 * exact + 0.5));
        }
    }

    @Test
    void isExactForASingleTimeAndForZero() {
        Durations one = new Durations();
        one.add(12_345);
        Durations none = new Durations();
        none.add(0);
        none.add(-5);

        assertThat(one.medianMillis()).hasValue(12_345);
        assertThat(none.medianMillis()).hasValue(0);
    }

    @Test
    void hasNoMedianWhereHalfWereNeverHealed() {
        Durations durations = new Durations();
        assertThat(durations.medianMillis()).isEmpty();

        durations.add(5);
        assertThat(durations.medianMillis()).hasValue(5);
        durations.addNever();
        assertThat(durations.medianMillis()).hasValue(5);
        durations.addNever();
        assertThat(durations.medianMillis()).isEmpty();
        assertThat(durations.quantileMillis(0.25)).hasValue(5);
        assertThat(durations.count()).isEqualTo(3);
        assertThat(durations.never()).isEqualTo(2);
    }

    @Test
    void addsUpToTheOneThatWouldHaveBeen() {
        SplittableRandom random = new SplittableRandom(9);
        Durations whole = new Durations();
        Durations part = new Durations();
        Durations other = new Durations();
        for (int i = 0; i < 1000; i++) {
            long time = random.nextLong(1 + (1L << random.nextInt(30)));
            whole.add(time);
            (random.nextBoolean() ? part : other).add(time);
        }
        whole.addNever();
        other.addNever();
        part.merge(other);

        assertThat(part.count()).isEqualTo(whole.count());
        assertThat(part.never()).isEqualTo(1);
        for (int percent = 0; percent <= 100; percent++) {
            assertThat(part.quantileMillis(percent / 100.0)).isEqualTo(whole.quantileMillis(percent / 100.0));
        }
    }

    @Test
    void countsAnyTimeWithoutGrowingFurther() {
        Durations durations = new Durations();
        durations.add(Long.MAX_VALUE);
        durations.add(Long.MIN_VALUE);

        assertThat((double) durations.quantileMillis(1).orElseThrow())
                .isCloseTo(366.0 * 24 * 60 * 60 * 1000, withinPercentage(1));
        assertThat(durations.quantileMillis(0)).hasValue(0);
        assertThat(Durations.BUCKETS).isLessThan(1500);
    }

    @Test
    void refusesWhatIsNoQuantile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Durations().quantileMillis(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Durations().quantileMillis(Double.NaN));
    }
}
