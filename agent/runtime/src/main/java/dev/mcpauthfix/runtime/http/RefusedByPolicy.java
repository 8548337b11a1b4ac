package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import java.io.IOException;

/** Ends a request that policy forbids, whatever the network would say. */
final class RefusedByPolicy extends IOException {

    private static final long serialVersionUID = 1;

    private final Cause cause;

    RefusedByPolicy(Cause cause, String reason) {
        super(reason);
        this.cause = cause;
    }

    /** What policy forbids here: discovery goes on after some refusals and stops at others. */
    Cause forbidden() {
        return cause;
    }
}
