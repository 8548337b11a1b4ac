package dev.mcpauthfix.runtime.http;

import java.io.IOException;

/** Ends a request that policy forbids, whatever the network would say. */
final class RefusedByPolicy extends IOException {

    private static final long serialVersionUID = 1;

    RefusedByPolicy(String reason) {
        super(reason);
    }
}
