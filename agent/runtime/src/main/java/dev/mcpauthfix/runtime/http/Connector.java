package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Connects to a server by an address that {@link AddressRules} permit, through the proxy that the application's client takes. */
final class Connector {

    private final NameResolver resolver;
    private final AddressRules rules;
    private final Duration connectLimit;
    private final PathObserver observer;

    Connector(NameResolver resolver, AddressRules rules, Duration connectLimit, PathObserver observer) {
        this.resolver = resolver;
        this.rules = rules;
        this.connectLimit = connectLimit;
        this.observer = observer;
    }

    /** Opens a connection, trying the proxies in the selector's order. */
    Connection open(URI uri, URI onBehalfOf, NetworkPath network, Deadline deadline) throws IOException {
        rules.check(uri, onBehalfOf);
        IOException failure = new ConnectException("the proxy selector offers no way");
        for (Proxy proxy : proxies(uri, network)) {
            observer.takes(proxy, uri, network);
            try {
                return switch (proxy.type()) {
                    case DIRECT -> direct(uri, onBehalfOf, network, deadline);
                    case HTTP -> throughHttpProxy(proxy, uri, onBehalfOf, network, deadline);
                    case SOCKS -> throughSocks(proxy, uri, onBehalfOf, network, deadline);
                };
            } catch (RefusedByPolicy refused) {
                throw refused;
            } catch (IOException failed) {
                observer.missed(failed);
                failure = failed;
            }
        }
        throw failure;
    }

    private static List<Proxy> proxies(URI uri, NetworkPath network) {
        ProxySelector selector = network.proxies() == null ? ProxySelector.getDefault() : network.proxies();
        return selector == null ? List.of(Proxy.NO_PROXY) : selector.select(uri);
    }

    private Connection direct(URI uri, URI onBehalfOf, NetworkPath network, Deadline deadline) throws IOException {
        Origin target = Origin.of(uri);
        IOException failure = new UnknownHostException(target.host());
        // Resolved once: the address that was checked is the address that is connected to (attack S3).
        for (InetAddress address : rules.permitted(uri, lookup(target.host()), onBehalfOf)) {
            try {
                Socket socket = connect(Proxy.NO_PROXY, new InetSocketAddress(address, target.port()), deadline);
                return secure(socket, target, network, false);
            } catch (ConnectException unreachable) {
                observer.missed(unreachable);
                failure = unreachable;
            }
        }
        throw failure;
    }

    private Connection throughHttpProxy(Proxy proxy, URI uri, URI onBehalfOf, NetworkPath network, Deadline deadline)
            throws IOException {
        checkedAddress(uri, onBehalfOf);
        Origin target = Origin.of(uri);
        InetSocketAddress way = resolved((InetSocketAddress) proxy.address());
        checkPlain(target, way);
        Socket socket = connect(Proxy.NO_PROXY, way, deadline);
        if (target.scheme().equals("http")) {
            return new Connection(socket, socket, true);
        }
        observer.asksForTunnel();
        try {
            ProxyTunnel.open(socket, target);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
        return secure(socket, target, network, false);
    }

    private Connection throughSocks(Proxy proxy, URI uri, URI onBehalfOf, NetworkPath network, Deadline deadline)
            throws IOException {
        InetAddress address = checkedAddress(uri, onBehalfOf);
        Origin target = Origin.of(uri);
        checkPlain(target, resolved((InetSocketAddress) proxy.address()));
        InetSocketAddress destination = address == null
                ? InetSocketAddress.createUnresolved(target.host(), target.port())
                : new InetSocketAddress(address, target.port());
        return secure(connect(proxy, destination, deadline), target, network, false);
    }

    /** A permitted address of the target; null where only the proxy can resolve it, which a closed network makes usual. */
    private @Nullable InetAddress checkedAddress(URI uri, URI onBehalfOf) throws IOException {
        List<InetAddress> resolved;
        try {
            resolved = lookup(Origin.of(uri).host());
        } catch (UnknownHostException | SocketTimeoutException onlyTheProxyCan) {
            rules.checkUnresolved(uri, onBehalfOf);
            observer.leavesToProxy(Origin.of(uri).host());
            return null;
        }
        return rules.permitted(uri, resolved, onBehalfOf).get(0);
    }

    /** Plain http is for this machine only: a proxy elsewhere would read it, and "localhost" would be the proxy's (attack S17). */
    private static void checkPlain(Origin target, InetSocketAddress proxy) throws RefusedByPolicy {
        if (target.scheme().equals("http") && !proxy.getAddress().isLoopbackAddress()) {
            throw new RefusedByPolicy(
                    Cause.ADDRESS,
                    "plain http would leave this machine through the proxy " + proxy.getHostString()
                            + "; exempt loopback from the proxy");
        }
    }

    private InetSocketAddress resolved(InetSocketAddress proxy) throws IOException {
        return proxy.isUnresolved()
                ? new InetSocketAddress(lookup(proxy.getHostString()).get(0), proxy.getPort())
                : proxy;
    }

    private List<InetAddress> lookup(String host) throws IOException {
        observer.looksUp(host);
        List<InetAddress> addresses = resolver.resolve(host);
        observer.found(host, addresses);
        return addresses;
    }

    private Socket connect(Proxy proxy, InetSocketAddress destination, Deadline deadline) throws IOException {
        int limit = (int) Math.min(connectLimit.toMillis(), deadline.millisLeft());
        observer.connects(destination);
        DeadlineSocket socket = new DeadlineSocket(proxy, deadline, observer);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(destination, limit);
            observer.connected(destination);
            return socket;
        } catch (SocketTimeoutException tooLong) {
            socket.close();
            throw (IOException)
                    new ConnectException("no connection within " + FailureWords.time(limit)).initCause(tooLong);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private Connection secure(Socket socket, Origin target, NetworkPath network, boolean proxied) throws IOException {
        try {
            if (!target.scheme().equals("https")) {
                return new Connection(socket, socket, proxied);
            }
            observer.shakesHands();
            SSLSocket secured = Tls.over(socket, target, network.tls());
            observer.secured(secured);
            return new Connection(socket, secured, proxied);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }
}
