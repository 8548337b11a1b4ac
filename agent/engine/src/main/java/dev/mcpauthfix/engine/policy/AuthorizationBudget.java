package dev.mcpauthfix.engine.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * At most three authorization requests an hour that helped nobody (rule R14): a server that refuses every token must not
 * raise a storm of login pages (attack S16).
 */
public final class AuthorizationBudget {

    private static final int LIMIT = 3;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Clock clock;
    private final Deque<Instant> taken = new ArrayDeque<>();

    public AuthorizationBudget(Clock clock) {
        this.clock = clock;
    }

    /** Takes one authorization request; false when there is none left in this hour. */
    public synchronized boolean take() {
        Instant now = clock.instant();
        while (!taken.isEmpty() && !now.isBefore(taken.getFirst().plus(WINDOW))) {
            taken.removeFirst();
        }
        if (taken.size() >= LIMIT) {
            return false;
        }
        taken.addLast(now);
        return true;
    }

    /** Gives all back: an authorization has helped. */
    public synchronized void restore() {
        taken.clear();
    }
}
