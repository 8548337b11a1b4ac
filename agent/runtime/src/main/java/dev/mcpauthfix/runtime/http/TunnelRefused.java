package dev.mcpauthfix.runtime.http;

import java.io.IOException;

/** An HTTP proxy answered a {@code CONNECT} with something else than a tunnel (RFC 9110, section 9.3.6). */
final class TunnelRefused extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    TunnelRefused(int status, String reason) {
        super(reason);
        this.status = status;
    }

    /** The proxy's status code. */
    int status() {
        return status;
    }
}
