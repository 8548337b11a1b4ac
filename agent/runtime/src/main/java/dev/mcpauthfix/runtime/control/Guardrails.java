package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.port.EventSink.Failure;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stops an experiment in this JVM, told of its lenient servers alone: a fault of the agent's, calls that wait too long, servers that
 * turn out to know nothing of OAuth, an authorization server that refuses too much. The limits are in docs/experiment.md.
 */
final class Guardrails {

    private static final int WAITS = 100;
    private static final int FEWEST_WAITS = 20;
    private static final int FEWEST_FOREIGN_SERVERS = 3;
    private static final int DANCES = 10;
    private static final int FEWEST_REFUSED_DANCES = 5;

    /** A client that follows links may meet any number of servers. */
    private static final int MOST_SERVERS = 256;

    private final ArrayDeque<Duration> waits = new ArrayDeque<>();
    private final ArrayDeque<Boolean> refused = new ArrayDeque<>();
    private final Set<String> servers = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();
    private Duration longestWait;
    private volatile @Nullable String stopped;

    /**
     * Creates guardrails that nothing has hit yet.
     *
     * @param longestWait how long one in twenty calls may wait
     */
    Guardrails(Duration longestWait) {
        this.longestWait = longestWait;
    }

    synchronized void follow(Duration otherWait) {
        longestWait = otherWait;
    }

    /** What stopped it, null for nothing. */
    @Nullable
    String stopped() {
        return stopped;
    }

    /** Looks at what happened at a lenient server; answers what stops the experiment now, null where nothing new does. */
    @Nullable
    synchronized String take(Occurrence occurrence) {
        if (stopped != null) {
            return null;
        }
        stopped = switch (occurrence.kind()) {
            case FAULT -> "a fault of mcp-auth-fix: " + occurrence.reason();
            case CHALLENGE -> waited(occurrence.took());
            case TOKEN -> danced(occurrence);
            default -> null;
        };
        return stopped;
    }

    private @Nullable String waited(Duration took) {
        keep(waits, took, WAITS);
        if (waits.size() < FEWEST_WAITS) {
            return null;
        }
        long longer =
                waits.stream().filter(wait -> wait.compareTo(longestWait) > 0).count();
        return longer * 20 <= waits.size()
                ? null
                : longer + " of the last " + waits.size() + " calls waited longer than experiment.wait="
                        + longestWait.toSeconds() + " s";
    }

    private @Nullable String danced(Occurrence occurrence) {
        String server = String.valueOf(occurrence.server());
        if (servers.size() < MOST_SERVERS) {
            servers.add(server);
        }
        if (occurrence.failure().equals(Failure.NOT_OAUTH.toString())) {
            foreign.add(server);
        } else {
            foreign.remove(server);
        }
        if (foreign.size() >= FEWEST_FOREIGN_SERVERS && foreign.size() * 2 > servers.size()) {
            return foreign.size() + " of " + servers.size() + " servers turned out to know nothing of OAuth";
        }
        keep(refused, occurrence.failure().equals(Failure.AUTHORIZATION_SERVER.toString()), DANCES);
        long bad = refused.stream().filter(one -> one).count();
        return bad < FEWEST_REFUSED_DANCES || bad * 2 <= refused.size()
                ? null
                : bad + " of the last " + refused.size() + " logins were refused by their authorization server";
    }

    private static <T> void keep(ArrayDeque<T> latest, T one, int most) {
        if (latest.size() == most) {
            latest.removeFirst();
        }
        latest.addLast(one);
    }
}
