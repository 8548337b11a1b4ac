package dev.mcpauthfix.cli.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRatioTest {

    /** The report shows no effect below it. */
    private static final double MISMATCH = 0.001;

    @Test
    void isPearsonsTestWhereEveryArmExpectsFiveUnits() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1000; i++) {
            long[] seen = new long[2 + random.nextInt(3)];
            double[] expected = new double[seen.length];
            for (int arm = 0; arm < seen.length; arm++) {
                seen[arm] = random.nextLong(100, 200);
                expected[arm] = 1 + random.nextDouble();
            }

            assertThat(SampleRatio.pValue(seen, expected))
                    .isCloseTo(ChiSquareTest.withDefaults().test(expected, seen).getPValue(), within(1e-12));
        }
    }

    @Test
    void isTwiceTheSmallerBinomialTailWhereAnArmExpectsFewer() {
        for (int units = 1; units <= 30; units++) {
            for (int seen = 0; seen <= units; seen++) {
                double share = 4.0 / 31;
                double tail = Math.min(
                        tail(units, seen, share, AlternativeHypothesis.LESS_THAN),
                        tail(units, seen, share, AlternativeHypothesis.GREATER_THAN));

                assertThat(SampleRatio.pValue(new long[] {units - seen, seen}, new double[] {1 - share, share}))
                        .as("%s of %s", seen, units)
                        .isCloseTo(Math.min(1, 2 * tail), within(1e-12));
            }
        }
    }

    private static double tail(int units, int seen, double share, AlternativeHypothesis alternative) {
        return BinomialTest.withDefaults()
                .with(alternative)
                .test(units, seen, share)
                .getPValue();
    }

    @Test
    void isNotFooledByTwoUnitsOfARareArm() {
        assertThat(SampleRatio.pValue(new long[] {18, 2}, new double[] {99, 1})).isCloseTo(0.033719, within(1e-5));
    }

    @Test
    void judgesNothingWhereThereIsNothingToJudge() {
        assertThat(SampleRatio.pValue(new long[] {0, 0}, new double[] {1, 1})).isEqualTo(1);
        assertThat(SampleRatio.pValue(new long[] {4, 0, 0}, new double[] {1, 1, 1}))
                .isEqualTo(1);
        assertThat(SampleRatio.pValue(new long[] {1, 0}, new double[] {1, 1})).isEqualTo(1);
        assertThat(SampleRatio.pValue(new long[] {500, 500}, new double[] {0.5, 0.5}))
                .isEqualTo(1);
    }

    @Test
    void takesCountsOfAnySize() {
        assertThat(SampleRatio.pValue(new long[] {1_000_000_000, 1_000_000_000}, new double[] {1, 1}))
                .isEqualTo(1);
        assertThat(SampleRatio.pValue(new long[] {2_000_000_000, 1_000_000_000}, new double[] {1, 1}))
                .isZero();
        assertThat(SampleRatio.pValue(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}, new double[] {1, 1}))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"50, 0.5", "1000, 0.5", "1000, 0.25", "100, 0.02"})
    void callsAboutOneOfAThousandSoundExperimentsMismatched(int units, double share) {
        double mismatched = mismatched(20_000, units, share, share);

        print("shares kept, %d units at %.2f: p < 0.001 in %.3f %%", units, share, 100 * mismatched);
        assertThat(mismatched).isLessThan(0.002);
    }

    @Test
    void catchesSixtyToFortyWhereFiftyToFiftyWasPromised() {
        double caught = mismatched(5_000, 1000, 0.5, 0.4);

        print("60/40 delivered for 50/50, 1000 units: caught in %.1f %%", 100 * caught);
        assertThat(caught).isGreaterThan(0.99);
    }

    /** It is made for one look; thirty looks at it hide a sound experiment's effect this often. */
    @Test
    void callsFewSoundExperimentsMismatchedAtAnyOfThirtyDailyLooks() {
        SplittableRandom random = new SplittableRandom(12);
        double mismatched = 0;
        for (int i = 0; i < 5_000; i++) {
            int day = new SimulatedExperiment(random.split(), 0.5, 20)
                    .firstDay(
                            unit -> 0,
                            unit -> 0,
                            experiment -> SampleRatio.pValue(experiment.units(), new double[] {0.5, 0.5}) < MISMATCH);
            mismatched += day > 0 ? 1 : 0;
        }

        print("shares kept: p < 0.001 at some of 30 daily looks in %.2f %%", 100 * mismatched / 5_000);
        assertThat(mismatched / 5_000).isLessThan(0.02);
    }

    @Test
    void refusesWhatIsNoExperiment() {
        assertThatIllegalArgumentException().isThrownBy(() -> SampleRatio.pValue(new long[] {1}, new double[] {1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.pValue(new long[] {1, 1}, new double[] {1, 1, 1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.pValue(new long[] {1, -1}, new double[] {1, 1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.pValue(new long[] {1, 1}, new double[] {1, 0}));
    }

    private static double mismatched(int experiments, int units, double promised, double delivered) {
        SplittableRandom random = new SplittableRandom(2012);
        double mismatched = 0;
        for (int i = 0; i < experiments; i++) {
            long second = 0;
            for (int unit = 0; unit < units; unit++) {
                second += random.nextDouble() < delivered ? 1 : 0;
            }
            double p = SampleRatio.pValue(new long[] {units - second, second}, new double[] {1 - promised, promised});
            mismatched += p < MISMATCH ? 1 : 0;
        }
        return mismatched / experiments;
    }

    private static void print(String format, Object... values) {
        System.out.println("simulated: " + String.format(Locale.ROOT, format, values));
    }
}
