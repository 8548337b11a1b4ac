package dev.mcpauthfix.cli.report;

import dev.mcpauthfix.cli.text.Terminal;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A line on a terminal that tells how far the reading is. */
public final class Progress implements LongConsumer, AutoCloseable {

    /** Less is read before anybody wonders. */
    private static final long WORTH_IT = 64L << 20;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int WIDTH = 24;
    private static final double MEGABYTE = 1 << 20;

    private final PrintWriter terminal;
    private final long total;
    private final LongSupplier nanoTime;
    private final long start;
    private long shown;

    /**
     * Creates one.
     *
     * @param nanoTime the time in nanoseconds since whenever
     */
    Progress(PrintWriter standardError, long total, BooleanSupplier isTerminal, LongSupplier nanoTime) {
        this.terminal = standardError;
        this.total = total >= WORTH_IT && isTerminal.getAsBoolean() ? total : 0;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.shown = start;
    }

    /** One that shows nothing where there is little to read, or where standard error is no terminal. */
    public static Progress of(PrintWriter standardError, long total) {
        return new Progress(standardError, total, Terminal::isStandardError, System::nanoTime);
    }

    @Override
    public void accept(long read) {
        long now = nanoTime.getAsLong();
        if (total > 0 && now - shown >= PAUSE) {
            shown = now;
            terminal.print("\r" + bar(read, total, (shown - start) / (double) TimeUnit.SECONDS.toNanos(1)));
            terminal.flush();
        }
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (shown != start) {
            terminal.print("\r" + " ".repeat(79) + "\r");
            terminal.flush();
        }
    }

    /** At most 79 characters: how much of how much, and how fast. */
    static String bar(long read, long total, double seconds) {
        double share = Math.min(1, (double) read / total);
        int full = (int) (share * WIDTH);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,.0f of %,.0f MiB, %,.0f MiB/s ",
                "=".repeat(full),
                " ".repeat(WIDTH - full),
                (int) (share * 100),
                read / MEGABYTE,
                total / MEGABYTE,
                seconds > 0 ? read / MEGABYTE / seconds : 0);
    }
}
