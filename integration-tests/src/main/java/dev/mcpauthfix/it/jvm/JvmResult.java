package dev.mcpauthfix.it.jvm;

import java.time.Duration;

/**
 * How a forked JVM ended.
 *
 * @param exitCode its exit code; of no meaning where it was killed
 * @param timedOut whether it ran over its time and was killed
 */
public record JvmResult(int exitCode, String stdout, String stderr, boolean timedOut, Duration took) {

    /** Everything, for the message of a failed assertion. */
    @Override
    public String toString() {
        return "exit " + exitCode + (timedOut ? " (killed)" : "") + " after " + took.toMillis() + " ms\n--- stdout\n"
                + stdout + "--- stderr\n" + stderr;
    }
}
