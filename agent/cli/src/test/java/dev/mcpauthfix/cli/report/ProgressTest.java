package dev.mcpauthfix.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
    void showsNothingWhereThereIsLittleToRead() throws InterruptedException {
        StringWriter standardError = new StringWriter();
        try (Progress progress = Progress.of(new PrintWriter(standardError), 1 << 20)) {
            Thread.sleep(300);
            progress.accept(1 << 20);
        }
        assertThat(standardError.toString()).isEmpty();
    }
}
