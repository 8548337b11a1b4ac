package dev.mcpauthfix.runtime.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** An open way to a server, perhaps through a proxy, perhaps through TLS. */
final class Connection implements Closeable {

    private final Socket raw;
    private final InputStream in;
    private final OutputStream out;
    private final boolean proxied;

    /**
     * Wraps an open socket.
     *
     * @param raw the socket to close, below TLS
     * @param secured the socket to talk through, the raw one where there is no TLS
     * @param proxied whether an HTTP proxy reads the request line
     */
    Connection(Socket raw, Socket secured, boolean proxied) throws IOException {
        this.raw = raw;
        this.in = new BufferedInputStream(secured.getInputStream());
        this.out = secured.getOutputStream();
        this.proxied = proxied;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    boolean proxied() {
        return proxied;
    }

    /** Closes the socket below TLS: a polite TLS close could wait for the server. */
    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException alreadyBroken) {
            // Nothing is left to release.
        }
    }
}
