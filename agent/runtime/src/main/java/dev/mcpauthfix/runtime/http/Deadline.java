package dev.mcpauthfix.runtime.http;

import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;

/** The moment at which a hop is over, however lively the server still drips. */
final class Deadline {

    private final Clock clock;
    private final long limitMillis;
    private final long endMillis;

    Deadline(Clock clock, Duration limit) {
        this.clock = clock;
        this.limitMillis = limit.toMillis();
        this.endMillis = clock.millis() + limitMillis;
    }

    /** The milliseconds left, at least one; a clock set back never makes them more than the limit. */
    int millisLeft() throws SocketTimeoutException {
        long left = Math.min(endMillis - clock.millis(), limitMillis);
        if (left <= 0) {
            throw passed();
        }
        return (int) left;
    }

    SocketTimeoutException passed() {
        return new SocketTimeoutException("no complete answer within " + FailureWords.time(limitMillis));
    }
}
