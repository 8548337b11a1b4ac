package dev.mcpauthfix.cli.report.statistics;

import static dev.mcpauthfix.cli.report.statistics.SimulatedExperiment.connects;
import static dev.mcpauthfix.cli.report.statistics.SimulatedExperiment.connectsInPart;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks at a thousand simulated experiments every evening for thirty days, and prints what came of it. */
class PeekingTest {

    private static final int EXPERIMENTS = 1000;

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.50, 20",
        "0.05, 0.25, 20",
        "0.30, 0.50, 20",
        "0.30, 0.25, 20",
        "0.50, 0.50, 20",
        "0.50, 0.25, 20",
        "0.90, 0.50, 20",
        "0.90, 0.25, 20",
        "0.50, 0.50, 2",
        "0.50, 0.25, 200"
    })
    void raisesAFalseAlarmInAtMostOneOfTwentyExperimentsWithoutAnEffect(double rate, double share, int unitsADay) {
        double alarms = found(share, unitsADay, connects(rate), connects(rate), SimulatedExperiment::reportsAnEffect);
        double ofZTest =
                found(share, unitsADay, connects(rate), connects(rate), SimulatedExperiment::zTestFindsAnEffect);

        print(
                "no effect, rate %.2f, share %.2f, %d units a day: %.1f %% false alarms in 30 daily looks; a z-test at 5 %%: %.1f %%",
                rate, share, unitsADay, 100 * alarms, 100 * ofZTest);
        assertThat(alarms).isLessThanOrEqualTo(0.05);
        if (unitsADay >= 20) {
            assertThat(ofZTest).isGreaterThan(0.1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.30, 0.50", "0.50, 0.25", "0.90, 0.50"})
    void raisesAsFewWhereTheOutcomesAreFractions(double rate, double share) {
        double alarms =
                found(share, 20, connectsInPart(rate), connectsInPart(rate), SimulatedExperiment::reportsAnEffect);

        print(
                "no effect, fractions of a JVM's servers, mean %.2f, share %.2f: %.1f %% false alarms",
                rate, share, 100 * alarms);
        assertThat(alarms).isLessThanOrEqualTo(0.05);
    }

    @ParameterizedTest
    @CsvSource({"0.35, 0.80, 0.50", "0.10, 0.85, 0.25", "0.40, 0.70, 0.50"})
    void neverMissesTheTrueDifferenceInNineteenOfTwentyExperiments(double strict, double lenient, double share) {
        double missed = found(
                share, 20, connects(strict), connects(lenient), experiment -> experiment.misses(lenient - strict));

        print(
                "%.2f against %.2f, share %.2f: the true difference is missed at some look in %.1f %%",
                strict, lenient, share, 100 * missed);
        assertThat(missed).isLessThanOrEqualTo(0.05);
    }

    /** A base rate that moves for both arms is outside the assumptions; it must not make alarms all the same. */
    @ParameterizedTest
    @CsvSource({"0.50", "0.25"})
    void raisesAsFewWhereTheBaseRateMovesForBothArms(double share) {
        double alarms = 0;
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < EXPERIMENTS; i++) {
            SimulatedExperiment experiment = new SimulatedExperiment(random.split(), share, 20);
            ToDoubleFunction<SplittableRandom> moving =
                    unit -> unit.nextDouble() < (experiment.day() % 10 < 5 ? 0.9 : 0.1) ? 1 : 0;
            alarms += experiment.firstDay(moving, moving, SimulatedExperiment::reportsAnEffect) > 0 ? 1 : 0;
        }

        print(
                "no effect, rate 0.9 and 0.1 in turns of five days, share %.2f: %.1f %% false alarms",
                share, 100 * alarms / EXPERIMENTS);
        assertThat(alarms / EXPERIMENTS).isLessThanOrEqualTo(0.05);
    }

    @ParameterizedTest
    @CsvSource({
        "0.10, 0.85, 0.50, 10, 10",
        "0.35, 0.80, 0.50, 10, 15",
        "0.35, 0.80, 0.25, 10, 20",
        "0.40, 0.70, 0.50, 20, 20",
        "0.40, 0.70, 0.25, 20, 30"
    })
    void findsAKnownEffectInNineteenOfTwentyExperiments(
            double strict, double lenient, double share, int unitsADay, int byDay) {
        int[] days = days(share, unitsADay, connects(strict), connects(lenient), SimulatedExperiment::reportsAnEffect);

        printDays(strict + " against " + lenient, share, unitsADay, days);
        assertThat(days[days.length * 95 / 100]).isLessThanOrEqualTo(byDay);
    }

    @ParameterizedTest
    @CsvSource({"0.35, 0.80, 0.50, 10, 15"})
    void findsItWhereTheOutcomesAreFractions(double strict, double lenient, double share, int unitsADay, int byDay) {
        int[] days = days(
                share,
                unitsADay,
                connectsInPart(strict),
                connectsInPart(lenient),
                SimulatedExperiment::reportsAnEffect);

        printDays("fractions, " + strict + " against " + lenient, share, unitsADay, days);
        assertThat(days[days.length * 95 / 100]).isLessThanOrEqualTo(byDay);
    }

    private static double found(
            double share,
            int unitsADay,
            ToDoubleFunction<SplittableRandom> first,
            ToDoubleFunction<SplittableRandom> second,
            Predicate<SimulatedExperiment> rule) {
        int[] days = days(share, unitsADay, first, second, rule);
        return Arrays.stream(days)
                        .filter(day -> day <= SimulatedExperiment.DAYS)
                        .count()
                / (double) EXPERIMENTS;
    }

    /** Sorted; the day after the last where nothing was found. */
    private static int[] days(
            double share,
            int unitsADay,
            ToDoubleFunction<SplittableRandom> first,
            ToDoubleFunction<SplittableRandom> second,
            Predicate<SimulatedExperiment> rule) {
        SplittableRandom random = new SplittableRandom(1970);
        int[] days = new int[EXPERIMENTS];
        for (int i = 0; i < EXPERIMENTS; i++) {
            int day = new SimulatedExperiment(random.split(), share, unitsADay).firstDay(first, second, rule);
            days[i] = day == 0 ? SimulatedExperiment.DAYS + 1 : day;
        }
        Arrays.sort(days);
        return days;
    }

    private static void printDays(String what, double share, int unitsADay, int[] days) {
        print(
                "%s, share %.2f, %d units a day: found on day %d in half of the experiments, by day %d in 95 %%",
                what, share, unitsADay, days[days.length / 2], days[days.length * 95 / 100]);
    }

    private static void print(String format, Object... values) {
        System.out.println("simulated: " + String.format(Locale.ROOT, format, values));
    }
}
