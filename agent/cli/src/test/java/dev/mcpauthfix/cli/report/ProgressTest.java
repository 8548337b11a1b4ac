package dev.mcpauthfix.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long GIBIBYTE = 1L << 30;

    @Test
    void tellsHowMuchOfHowMuchAndHowFast() {
        assertThat(Progress.bar(GIBIBYTE / 4, GIBIBYTE, 2.56))
                .isEqualTo("[======                  ]  25 %  256 of 1,024 MiB, 100 MiB/s ");
    }

    @Test
    void staysWithinItsLineWhereAFileGrowsWhileItIsRead() {
        assertThat(Progress.bar(5000 * GIBIBYTE, 4000 * GIBIBYTE, 3600))
                .hasSizeLessThan(80)
                .contains("100 %");
    }

    @Test
    void showsItselfOnATerminalAndTakesItselfAway() {
        assertThat(shown(GIBIBYTE, true)).contains("of 1,024 MiB").endsWith("\r");
    }

    @Test
    void showsNothingWhereThereIsLittleToReadOrNoTerminal() {
        assertThat(shown(1 << 20, true)).isEmpty();
        assertThat(shown(GIBIBYTE, false)).isEmpty();
    }

    /** What comes to standard error when a second passes at each look. */
    private static String shown(long total, boolean isTerminal) {
        StringWriter standardError = new StringWriter();
        AtomicLong seconds = new AtomicLong();
        try (Progress progress = new Progress(
                new PrintWriter(standardError),
                total,
                () -> isTerminal,
                () -> TimeUnit.SECONDS.toNanos(seconds.getAndIncrement()))) {
            progress.accept(total / 2);
        }
        return standardError.toString();
    }
}
