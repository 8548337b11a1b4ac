package dev.mcpauthfix.adapter;

import dev.mcpauthfix.engine.AuthorizationEngine;
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
     * Whether the settings want such a request left alone. This runs for every MCP request of the application.
     *
     * @param header the first value of a header by its lower-case name, null where absent
     */
    boolean leavesAlone(URI uri, Function<String, @Nullable String> header);

    /** Counts a fault of ours and logs the first of its kind; the caller then leaves the application's call alone. */
    void fault(String where, Throwable fault);
}
