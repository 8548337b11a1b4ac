package dev.mcpauthfix.cli.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeansTest {

    private static final double ALPHA = 0.05;

    @Test
    void isTheIntervalOfProportionsWhereNothingIsAFraction() {
        assertThat(Means.sequence(3, 10, ALPHA)).isEqualTo(Proportions.sequence(3, 10, ALPHA));
        assertThat(Means.difference(3, 10, 8, 9, ALPHA)).isEqualTo(Proportions.difference(3, 10, 8, 9, ALPHA));
    }

    /** The expected values are roots of the definition, found with SciPy. */
    @Test
    void agreesWithSciPyOnFractions() {
        Interval interval = Means.difference(2.5, 9, 7.25, 11, ALPHA);

        assertThat(interval.low()).isCloseTo(-0.365903829, within(1e-7));
        assertThat(interval.high()).isCloseTo(0.876766935, within(1e-7));
    }

    @Test
    void movesLittleWhenASumMovesLittle() {
        Interval whole = Means.difference(0, 10, 10, 10, ALPHA);
        Interval almost = Means.difference(1e-13, 10, 10 - 1e-13, 10, ALPHA);

        assertThat(almost.low()).isCloseTo(whole.low(), within(1e-9));
        assertThat(almost.high()).isCloseTo(1, within(1e-9));
    }

    @Test
    void takesASumThatRoundingRaisedAboveItsCount() {
        double sum = 0;
        for (int i = 0; i < 30; i++) {
            sum += 0.1;
        }

        assertThat(sum).isNotEqualTo(3);
        assertThat(Means.sequence(Math.nextUp(3.0), 3, ALPHA)).isEqualTo(Means.sequence(3, 3, ALPHA));
        assertThatIllegalArgumentException().isThrownBy(() -> Means.sequence(3.1, 3, ALPHA));
        assertThatIllegalArgumentException().isThrownBy(() -> Means.sequence(Double.NaN, 3, ALPHA));
        assertThatIllegalArgumentException().isThrownBy(() -> Means.difference(1, 3, -0.1, 3, ALPHA));
    }
}
