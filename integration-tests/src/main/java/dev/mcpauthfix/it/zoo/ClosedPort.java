package dev.mcpauthfix.it.zoo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A loopback port that refuses every connection: it is bound, so that nobody else gets it, and never listens. */
final class ClosedPort implements AutoCloseable {

    private final Socket bound = new Socket();

    private ClosedPort() {}

    static ClosedPort take() throws IOException {
        ClosedPort port = new ClosedPort();
        port.bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return port;
    }

    /** Scheme and authority. */
    String origin() {
        return "http://127.0.0.1:" + bound.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
