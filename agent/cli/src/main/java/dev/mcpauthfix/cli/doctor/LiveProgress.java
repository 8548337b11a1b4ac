package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.cli.text.TextLines;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.ProbeListener;
import java.io.PrintWriter;

/** Shows each request while it is under way: one line that changes on a terminal, a line for each outcome anywhere else. */
public final class LiveProgress implements ProbeListener, AutoCloseable {

    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final boolean terminal;

    /**
     * Creates one.
     *
     * @param terminal whether a person sees it as it is written
     */
    public LiveProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void asks(Exchange.Purpose purpose, String method, String url) {
        if (terminal) {
            String line = "... " + method + " " + TextLines.cut(url, WIDTH - 10);
            err.print("\r" + line + " ".repeat(WIDTH - line.length()));
            err.flush();
        }
    }

    @Override
    public void came(Exchange exchange) {
        if (!terminal) {
            err.println(exchange.method() + " " + exchange.url() + " -> " + exchange.outcome() + " ("
                    + exchange.millis() + " ms)");
        }
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (terminal) {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
        }
    }
}
