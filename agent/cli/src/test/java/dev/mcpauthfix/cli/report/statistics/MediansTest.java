package dev.mcpauthfix.cli.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class MediansTest {

    private static final double ALPHA = 0.05;
    private static final int EXPERIMENTS = 300;

    @Test
    void knowsNothingOfNoTimes() {
        assertThat(Medians.sequence(new Durations(), ALPHA)).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
        assertThat(Medians.difference(new Durations(), new Durations(), ALPHA))
                .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void holdsTheMedianWithinBucketsOfTwoPercent() {
        Interval interval = Medians.sequence(same(1000, 100), ALPHA);

        assertThat(interval.contains(1000)).isTrue();
        assertThat(interval.low()).isCloseTo(1000, within(20.0));
        assertThat(interval.high()).isCloseTo(1000, within(20.0));
        assertThat(Medians.sequence(same(0, 100), ALPHA)).isEqualTo(new Interval(0, 0));
    }

    @Test
    void tellsSlowFromFastAndTheOtherWayRound() {
        Interval slower = Medians.difference(same(100, 50), same(5000, 50), ALPHA);
        Interval faster = Medians.difference(same(5000, 50), same(100, 50), ALPHA);

        assertThat(slower.contains(4900)).isTrue();
        assertThat(slower.low()).isGreaterThan(4700);
        assertThat(faster).isEqualTo(new Interval(-slower.high(), -slower.low()));
    }

    @Test
    void hasNoUpperBoundWhereMostWereNeverHealed() {
        Durations seldom = same(100, 20);
        for (int i = 0; i < 200; i++) {
            seldom.addNever();
        }

        assertThat(Medians.sequence(seldom, ALPHA))
                .isEqualTo(new Interval(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(Medians.difference(same(100, 50), seldom, ALPHA).low()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Medians.difference(seldom, seldom, ALPHA))
                .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void takesTimesBeyondAllBucketsBesideUnitsThatWereNeverHealed() {
        Durations never = new Durations();
        for (int i = 0; i < 50; i++) {
            never.addNever();
        }

        assertThat(Medians.difference(same(Long.MAX_VALUE, 50), never, ALPHA))
                .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(Medians.difference(never, same(100, 50), ALPHA).high()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void raisesAFalseAlarmInAtMostOneOfTwentyExperimentsWithoutAnEffect() {
        double alarms = found(time(400), time(400));

        print("no effect on times: %.1f %% false alarms in 30 daily looks", 100 * alarms);
        assertThat(alarms).isLessThanOrEqualTo(0.05);
    }

    /** Ties are what a bucket makes of times; here all times are one of two. */
    @Test
    void raisesNoMoreWhereTimesAreTied() {
        ToDoubleFunction<SplittableRandom> oneOfTwo = random -> random.nextDouble() < 0.5 ? 10 : 1000;
        double alarms = found(oneOfTwo, oneOfTwo);

        print("no effect on times, all tied: %.1f %% false alarms in 30 daily looks", 100 * alarms);
        assertThat(alarms).isLessThanOrEqualTo(0.05);
    }

    @Test
    void findsTimesThatDoubled() {
        double found = found(time(400), time(800));

        print("times that doubled, 20 units a day: found within 30 days in %.1f %%", 100 * found);
        assertThat(found).isGreaterThan(0.9);
    }

    private static double found(ToDoubleFunction<SplittableRandom> first, ToDoubleFunction<SplittableRandom> second) {
        SplittableRandom random = new SplittableRandom(2022);
        double found = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            SplittableRandom own = random.split();
            Durations firstTimes = new Durations();
            Durations secondTimes = new Durations();
            int day = new SimulatedExperiment(own, 0.5, 20)
                    .firstDay(
                            unit -> counted(firstTimes, (long) first.applyAsDouble(unit)),
                            unit -> counted(secondTimes, (long) second.applyAsDouble(unit)),
                            looked -> !Medians.difference(firstTimes, secondTimes, ALPHA)
                                    .contains(0));
            found += day > 0 ? 1 : 0;
        }
        return found / EXPERIMENTS;
    }

    private static double counted(Durations times, long time) {
        times.add(time);
        return 1;
    }

    /** Long-tailed, as waiting is: log-normal, {@code median} in milliseconds. */
    private static ToDoubleFunction<SplittableRandom> time(double median) {
        return random -> median
                * Math.exp(Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
                        * Math.cos(2 * Math.PI * random.nextDouble()));
    }

    private static Durations same(long time, int count) {
        Durations durations = new Durations();
        for (int i = 0; i < count; i++) {
            durations.add(time);
        }
        return durations;
    }

    private static void print(String format, Object... values) {
        System.out.println("simulated: " + String.format(Locale.ROOT, format, values));
    }
}
