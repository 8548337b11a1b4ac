package dev.mcpauthfix.adapter;

import dev.mcpauthfix.engine.AuthorizationEngine;
import org.jspecify.annotations.Nullable;

/** What an adapter may ask of the agent around it. */
public interface Host {

    /** The engine if anything ever needed it, null before: traffic without a challenge loads nothing. */
    @Nullable
    AuthorizationEngine engineIfStarted();

    /** The engine, loaded on the first call. */
    AuthorizationEngine engine();

    /** Counts a fault of ours and logs the first of its kind; the caller then leaves the application's call alone. */
    void fault(String where, Throwable fault);
}
