package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.NetworkPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** Hears what happens on the way to a server. It is told what is there anyway, so that not to listen costs nothing. */
interface PathObserver {

    /** Nobody listens. */
    PathObserver NONE = new PathObserver() {};

    /** A request begins, perhaps after a redirect. */
    default void begins(URI uri) {}

    /** The name service is asked, for the server's name or the proxy's. */
    default void looksUp(String host) {}

    /** It has answered. */
    default void found(String host, List<InetAddress> addresses) {}

    /** It has not; the proxy may know the name. */
    default void leavesToProxy(String host) {}

    /** This way is taken, which may be {@link Proxy#NO_PROXY}. */
    default void takes(Proxy proxy, URI uri, NetworkPath network) {}

    /** A connection is tried; behind a SOCKS proxy the destination is the server. */
    default void connects(InetSocketAddress destination) {}

    /** It is there. */
    default void connected(InetSocketAddress destination) {}

    /** There is none, and the next address or the next proxy may be tried. */
    default void missed(IOException failure) {}

    /** An HTTP proxy is asked for a tunnel. */
    default void asksForTunnel() {}

    /** TLS begins. */
    default void shakesHands() {}

    /** TLS stands. */
    default void secured(SSLSocket socket) {}

    /** Bytes came in, below TLS; a length of -1 is their end. */
    default void received(byte[] buffer, int offset, int length) {}

    /** The request is written. */
    default void sends() {}

    /**
     * It could not be written to its end.
     *
     * @param in where the server may have said why; it supports a mark
     * @throws IOException why, unless there is an answer all the same
     */
    default void unsent(InputStream in, IOException failure) throws IOException {
        throw failure;
    }

    /**
     * The request is sent.
     *
     * @param in what the answer will be read from; it supports a mark
     */
    default void sent(InputStream in) throws IOException {}

    /** There will be no answer. */
    default void failed(Exception failure) {}
}
