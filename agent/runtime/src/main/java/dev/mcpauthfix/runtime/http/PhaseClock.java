package dev.mcpauthfix.runtime.http;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Which phase a request is in, and how long each took. */
final class PhaseClock {

    private final Clock clock;
    private final Map<Phase, Long> spent = new EnumMap<>(Phase.class);
    private @Nullable Phase now;
    private long since;

    PhaseClock(Clock clock) {
        this.clock = clock;
    }

    /** The phase, null before the first. */
    @Nullable
    Phase now() {
        return now;
    }

    void enter(Phase phase) {
        stop();
        now = phase;
        since = clock.millis();
    }

    /** Adds what the phase has taken so far; it may go on. */
    void stop() {
        if (now != null) {
            spent.merge(now, clock.millis() - since, Long::sum);
            since = clock.millis();
        }
    }

    /** A redirect begins anew. */
    void reset() {
        spent.clear();
        now = null;
    }

    /** Such as {@code connecting 40 ms, TLS 95 ms}. */
    String words() {
        StringJoiner words = new StringJoiner(", ");
        spent.forEach((phase, millis) -> words.add(phase + " " + millis + " ms"));
        return words.toString();
    }
}
