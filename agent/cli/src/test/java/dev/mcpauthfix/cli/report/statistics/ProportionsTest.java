package dev.mcpauthfix.cli.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProportionsTest {

    private static final double ALPHA = 0.05;

    /** The expected values are roots of the definition, found with SciPy's betaln and brentq. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.05, 0, 0.975000000000",
        "0, 10, 0.05, 0, 0.376987350991",
        "3, 10, 0.05, 0.032515139788, 0.747587109915",
        "50, 100, 0.05, 0.338257552646, 0.661742447354",
        "850, 1000, 0.01, 0.800299508122, 0.892011363048",
        "10, 10, 0.05, 0.623012649009, 1"
    })
    void agreesWithSciPyOnOneArm(long successes, long trials, double alpha, double low, double high) {
        Interval interval = Proportions.sequence(successes, trials, alpha);

        assertThat(interval.low()).isCloseTo(low, within(1e-9));
        assertThat(interval.high()).isCloseTo(high, within(1e-9));
    }

    /** The expected values take the least evidence over a common base rate by search, which the product does not. */
    @ParameterizedTest
    @CsvSource({
        "1, 10, 9, 10, 0.05, 0.100082498, 0.995773025",
        "40, 100, 70, 100, 0.05, 0.020181756, 0.548948901",
        "30, 100, 5, 30, 0.05, -0.400671708, 0.241138093",
        "0, 20, 1, 20, 0.01, -0.313885899, 0.458106776"
    })
    void agreesWithSciPyOnTwoArms(long s1, long n1, long s2, long n2, double alpha, double low, double high) {
        Interval interval = Proportions.difference(s1, n1, s2, n2, alpha);

        assertThat(interval.low()).isCloseTo(low, within(1e-7));
        assertThat(interval.high()).isCloseTo(high, within(1e-7));
    }

    /** Not simulated: the probability of every way to leave the interval, within 200 looks, one after each unit. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.35, 0.5, 0.8, 0.99})
    void everMissesTheTruthWithAProbabilityOfAtMostAlpha(double truth) {
        double[] alive = {1};
        double missed = 0;
        for (int trials = 1; trials <= 200; trials++) {
            double[] next = new double[trials + 1];
            for (int successes = 0; successes < trials; successes++) {
                next[successes] += alive[successes] * (1 - truth);
                next[successes + 1] += alive[successes] * truth;
            }
            for (int successes = 0; successes <= trials; successes++) {
                if (next[successes] > 0
                        && !Proportions.sequence(successes, trials, ALPHA).contains(truth)) {
                    missed += next[successes];
                    next[successes] = 0;
                }
            }
            alive = next;
        }

        assertThat(missed).isLessThanOrEqualTo(ALPHA);
    }

    /** An interval for one look only must not be the wider one. */
    @Test
    void isWiderThanTheExactIntervalOfClopperAndPearson() {
        for (int trials = 1; trials <= 300; trials += 7) {
            for (int successes = 0; successes <= trials; successes++) {
                Interval interval = Proportions.sequence(successes, trials, ALPHA);
                double low = successes == 0
                        ? 0
                        : BetaDistribution.of(successes, trials - successes + 1)
                                .inverseCumulativeProbability(ALPHA / 2);
                double high = successes == trials
                        ? 1
                        : BetaDistribution.of(successes + 1, trials - successes).inverseSurvivalProbability(ALPHA / 2);

                assertThat(interval.low()).as("%s of %s", successes, trials).isLessThanOrEqualTo(low + 1e-12);
                assertThat(interval.high()).as("%s of %s", successes, trials).isGreaterThanOrEqualTo(high - 1e-12);
            }
        }
    }

    @Test
    void findsALargeEffectWithFiveUnitsAnArmAndAModerateOneWithAHundred() {
        assertThat(Proportions.difference(0, 5, 5, 5, ALPHA).contains(0)).isFalse();
        assertThat(Proportions.difference(1, 9, 8, 9, ALPHA).contains(0)).isFalse();
        assertThat(Proportions.difference(40, 100, 70, 100, ALPHA).contains(0)).isFalse();
    }

    /** A rate of exactly 0 or 1 is a likely truth: no server without a hint connects strictly. */
    @Test
    void holdsZeroAndOneExactlyWhereNothingElseWasSeen() {
        for (long units = 1; units < 100_000; units = units * 3 / 2 + 1) {
            assertThat(Proportions.sequence(0, units, ALPHA).low()).isZero();
            assertThat(Proportions.sequence(units, units, ALPHA).high()).isEqualTo(1);
            assertThat(Proportions.difference(0, units, units, units, ALPHA).high())
                    .isEqualTo(1);
            assertThat(Proportions.difference(units, units, 0, units, ALPHA).low())
                    .isEqualTo(-1);
        }
    }

    @Test
    void saysNothingOfNoUnits() {
        assertThat(Proportions.sequence(0, 0, ALPHA)).isEqualTo(new Interval(0, 1));
        assertThat(Proportions.difference(0, 0, 0, 0, ALPHA)).isEqualTo(new Interval(-1, 1));
        assertThat(Proportions.difference(0, 0, 9, 10, ALPHA)).isEqualTo(new Interval(-1, 1));
        assertThat(Proportions.difference(9, 10, 0, 0, ALPHA)).isEqualTo(new Interval(-1, 1));
    }

    @Test
    void neverFindsAnEffectInOneUnitAnArm() {
        assertThat(Proportions.difference(0, 1, 1, 1, ALPHA).contains(0)).isTrue();
        assertThat(Proportions.difference(1, 1, 0, 1, ALPHA).contains(0)).isTrue();
    }

    @Test
    void holdsTheObservedValueStaysInBoundsAndIsSymmetricWhateverTheCounts() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 5000; i++) {
            long n1 = 1 + random.nextLong(1L << random.nextInt(1, 31));
            long n2 = 1 + random.nextLong(1L << random.nextInt(1, 31));
            long s1 = successes(random, n1);
            long s2 = successes(random, n2);
            double alpha = Math.pow(10, -4 * random.nextDouble()) * 0.5;
            String counts = s1 + "/" + n1 + " " + s2 + "/" + n2 + " " + alpha;

            Interval difference = Proportions.difference(s1, n1, s2, n2, alpha);
            Interval exchanged = Proportions.difference(s2, n2, s1, n1, alpha);
            Interval failures = Proportions.difference(n1 - s1, n1, n2 - s2, n2, alpha);

            assertThat(difference.contains((double) s2 / n2 - (double) s1 / n1))
                    .as(counts)
                    .isTrue();
            assertThat(difference.low()).as(counts).isBetween(-1.0, 1.0).isCloseTo(-exchanged.high(), within(1e-12));
            assertThat(difference.high()).as(counts).isBetween(-1.0, 1.0).isCloseTo(-failures.low(), within(1e-12));
            assertThat(Proportions.sequence(s1, n1, alpha).contains((double) s1 / n1))
                    .as(counts)
                    .isTrue();
        }
    }

    /** Arms of which one is at most three times the other, and neither is near 0 or 1. */
    @Test
    void isNarrowerThanTheDifferenceOfTwoIntervalsAtHalfOfAlpha() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 2000; i++) {
            long n1 = random.nextLong(20, 1000);
            long n2 = random.nextLong(Math.max(20, n1 / 3), 3 * n1);
            long s1 = random.nextLong(n1 / 5, n1 - n1 / 5);
            long s2 = random.nextLong(n2 / 5, n2 - n2 / 5);

            Interval difference = Proportions.difference(s1, n1, s2, n2, ALPHA);
            Interval first = Proportions.sequence(s1, n1, ALPHA / 2);
            Interval second = Proportions.sequence(s2, n2, ALPHA / 2);

            assertThat(width(difference)).as("%s/%s %s/%s", s1, n1, s2, n2).isLessThan(width(first) + width(second));
        }
    }

    @Test
    void narrowsWithMoreUnitsOfTheSameRateAndWithALargerAlpha() {
        double before = 2;
        for (long units = 10; units <= 1_000_000_000; units *= 10) {
            double width = width(Proportions.difference(3 * units / 10, units, 6 * units / 10, units, ALPHA));
            assertThat(width).isLessThan(before);
            assertThat(width)
                    .isLessThan(width(Proportions.difference(3 * units / 10, units, 6 * units / 10, units, 0.01)));
            before = width;
        }
        assertThat(before).isLessThan(0.001);
    }

    @Test
    void takesABillionUnitsOfWhichNoneOrAllSucceeded() {
        long billion = 1_000_000_000;

        assertThat(Proportions.sequence(0, billion, ALPHA).high()).isBetween(1e-9, 1e-7);
        assertThat(Proportions.sequence(billion, billion, ALPHA).low()).isBetween(1 - 1e-7, 1 - 1e-9);
        assertThat(Proportions.difference(0, billion, billion, billion, ALPHA).low())
                .isBetween(1 - 1e-7, 1 - 1e-9);
        assertThat(Proportions.difference(0, billion, 0, billion, ALPHA).contains(0))
                .isTrue();
        assertThat(Proportions.difference(0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 1e-9)
                        .high())
                .isEqualTo(1);
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.sequence(2, 1, ALPHA));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.sequence(-1, 1, ALPHA));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.sequence(0, -1, ALPHA));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.sequence(0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.difference(0, 1, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.difference(0, 1, 0, 1, Double.NaN));
    }

    private static long successes(SplittableRandom random, long trials) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> trials;
            default -> random.nextLong(trials + 1);
        };
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }
}
