package dev.mcpauthfix.engine.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a short while, in memory only, why the last attempt failed: asking again at once would only slow the
 * application down, remembering for ever would outlive the reason (quirk 42).
 */
public final class FailureMemory {

    private record Failure(String reason, Instant until) {}

    private final Clock clock;
    private final Duration length;
    private volatile @Nullable Failure failure;

    public FailureMemory(Clock clock, Duration length) {
        this.clock = clock;
        this.length = length;
    }

    /** Remembers a failure from now on. */
    public void remember(String reason) {
        remember(reason, Duration.ZERO);
    }

    /** Remembers a failure from now on, for no less than this. */
    public void remember(String reason, Duration atLeast) {
        Duration longer = atLeast.compareTo(length) > 0 ? atLeast : length;
        failure = new Failure(reason, clock.instant().plus(longer));
    }

    /** The reason of a failure not yet forgotten, null where there is none. */
    public @Nullable String recall() {
        Failure last = failure;
        return last != null && clock.instant().isBefore(last.until()) ? last.reason() : null;
    }

    /** Forgets at once. */
    public void clear() {
        failure = null;
    }
}
