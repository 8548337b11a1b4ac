package dev.mcpauthfix.engine.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * At most three authorization requests an hour that helped nobody (rule R14), and so many login pages an hour, whatever they
 * helped: neither a server that refuses every token, nor one that takes each of them once, must raise a storm of login pages
 * (attack S16).
 */
public final class AuthorizationBudget {

    private static final int LIMIT = 3;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Clock clock;
    private final int loginPageLimit;
    private final Deque<Instant> taken = new ArrayDeque<>();
    private final Deque<Instant> loginPages = new ArrayDeque<>();

    public AuthorizationBudget(Clock clock, int loginPages) {
        this.clock = clock;
        this.loginPageLimit = loginPages;
    }

    /** Takes one authorization request; false when there is none left in this hour. */
    public synchronized boolean take() {
        return take(taken, LIMIT);
    }

    /** Takes one authorization request that shows a person a login page; false when there is none left in this hour. */
    public synchronized boolean takeLoginPage() {
        return hasRoom(taken, LIMIT) && take(loginPages, loginPageLimit) && take(taken, LIMIT);
    }

    private boolean take(Deque<Instant> times, int limit) {
        boolean room = hasRoom(times, limit);
        if (room) {
            times.addLast(clock.instant());
        }
        return room;
    }

    private boolean hasRoom(Deque<Instant> times, int limit) {
        Instant now = clock.instant();
        while (!times.isEmpty() && !now.isBefore(times.getFirst().plus(WINDOW))) {
            times.removeFirst();
        }
        return times.size() < limit;
    }

    /** Gives all but the login pages back: an authorization has helped. */
    public synchronized void restore() {
        taken.clear();
    }
}
