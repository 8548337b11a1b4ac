package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.runtime.probe.Exchange;
import java.util.List;
import java.util.Locale;

/**
 * One step on the way from a request without a token to one with it.
 *
 * @param name what the step is about, a few words
 * @param mark how it went
 * @param came what was found, one line
 * @param expected what the specification expects here, with the section that says so, one line
 * @param exchanges the requests of the step, in order; may be empty
 */
public record FunnelStep(String name, Mark mark, String came, String expected, List<Exchange> exchanges) {

    public FunnelStep {
        exchanges = List.copyOf(exchanges);
    }

    /** How a step went. */
    public enum Mark {
        /** As the specification has it. */
        PASSED,
        /** Not as the specification has it, and lenient clients go on. */
        LACKING,
        /** Nobody goes on. */
        FAILED,
        /** It was not come to, or plays no part. */
        SKIPPED;

        /** As it is spelt outside. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
