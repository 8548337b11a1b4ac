package dev.mcpauthfix.it.contract;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ports that origins of this run have had. The system gives a free port again, and the agent in a JVM that serves many cases would
 * know the origin there: a token for it, a client registered at it.
 */
final class FreshPorts {

    private static final Set<Integer> HAD = ConcurrentHashMap.newKeySet();

    private FreshPorts() {}

    /** Whether no origin has had this port; it counts as had from now on. */
    static boolean take(int port) {
        return HAD.add(port);
    }
}
