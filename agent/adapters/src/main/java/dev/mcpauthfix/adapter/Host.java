package dev.mcpauthfix.adapter;

import dev.mcpauthfix.engine.AuthorizationEngine;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an adapter may ask of the agent around it. */
public interface Host {

    /** The engine if anything ever needed it, null before: traffic without a challenge loads nothing. */
    @Nullable
    AuthorizationEngine engineIfStarted();

    /** The engine, loaded on the first call. */
    AuthorizationEngine engine();

    /**
     * Whether an application's own search for protected resource metadata may be helped. This runs for every GET of the application, whose
     * path is looked at only where it may.
     */
    default boolean mayRepair() {
        return false;
    }

    /**
     * Whether the settings want such a request left alone. This runs for every MCP request of the application.
     *
     * @param header the first value of a header by its lower-case name, null where absent
     */
    boolean leavesAlone(URI uri, Function<String, @Nullable String> header);

    /**
     * A look-up with the access of a class of {@code java.base} or {@code java.net.http}, for an adapter whose library is the JDK itself.
     *
     * <p>Its package is opened to the core's own module alone, which no class of the application is in, and the look-up is all that
     * leaves the core. An adapter keeps it to itself and turns it into method handles for what it needs.
     *
     * @throws IllegalAccessException where this host opens nothing
     */
    default MethodHandles.Lookup lookupIn(Class<?> type) throws IllegalAccessException {
        throw new IllegalAccessException("nothing is opened here: " + type.getName());
    }

    /** Counts a fault of ours and logs the first of its kind; the caller then leaves the application's call alone. */
    void fault(String where, Throwable fault);

    /** The same in a call to a server, which is left alone after some of them in a row. */
    default void fault(String where, URI server, Throwable fault) {
        fault(where, fault);
    }

    /** A request that looks like MCP and carries credentials of the application's own, to a host that may be null where it is not known. */
    default void sawOwnCredentials(@Nullable String hostName) {}
}
