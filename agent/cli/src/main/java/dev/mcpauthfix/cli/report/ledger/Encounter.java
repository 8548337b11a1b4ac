package dev.mcpauthfix.cli.report.ledger;

import java.util.Arrays;

/**
 * What an experiment saw of one server in one JVM; several of these add up to what it saw in several.
 *
 * <p>Lines come in any order, so nobody knows which exposure is the first until all are read. Kept are the earliest exposure in each variant, and the
 * earliest healed calls. In whole files no call is healed before the first exposure, and the earliest one is all it takes; a few more are kept for
 * files whose beginning is lost.
 */
final class Encounter {

    static final int STRICT = 0;
    static final int LENIENT = 1;

    /** A time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int HEALED_KEPT = 8;

    private final long[] exposed = {NEVER, NEVER};
    private final int[] shares = {-1, -1};
    private final long[] requests = {0, 0};
    private long[] healed = {};

    /** A call was refused while lenient had this share in basis points, -1 for unknown. */
    void exposed(int variant, long time, int share) {
        if (time < exposed[variant]) {
            exposed[variant] = time;
            shares[variant] = share;
        } else if (time == exposed[variant]) {
            shares[variant] = Math.max(share, shares[variant]);
        }
    }

    void healed(long time) {
        int place = Arrays.binarySearch(healed, time);
        if (place >= 0 || -place - 1 == HEALED_KEPT) {
            return;
        }
        int at = -place - 1;
        long[] more = Arrays.copyOf(healed, Math.min(HEALED_KEPT, healed.length + 1));
        System.arraycopy(healed, at, more, at + 1, more.length - at - 1);
        more[at] = time;
        healed = more;
    }

    void requested(int variant, long count) {
        requests[variant] += count;
    }

    void add(Encounter other) {
        for (int variant = STRICT; variant <= LENIENT; variant++) {
            if (other.exposed[variant] != NEVER) {
                exposed(variant, other.exposed[variant], other.shares[variant]);
            }
            requests[variant] += other.requests[variant];
        }
        for (long time : other.healed) {
            healed(time);
        }
    }

    /** Whether there was a challenge within the experiment. */
    boolean isExposed() {
        return firstTime() != NEVER;
    }

    /** The variant of the first exposure. */
    int variant() {
        return exposed[STRICT] <= exposed[LENIENT] ? STRICT : LENIENT;
    }

    /** Milliseconds since 1970, {@link #NEVER} for never. */
    long firstTime() {
        return exposed[variant()];
    }

    /** The first exposure in this variant, {@link #NEVER} for none. */
    long firstTime(int variant) {
        return exposed[variant];
    }

    /** Lenient's share in basis points at the first exposure, -1 for unknown. */
    int share() {
        return shares[variant()];
    }

    long requests(int variant) {
        return requests[variant];
    }

    /** The first healed call at or after this time, {@link #NEVER} for none. */
    long healedSince(long time) {
        for (long candidate : healed) {
            if (candidate >= time) {
                return candidate;
            }
        }
        return NEVER;
    }
}
