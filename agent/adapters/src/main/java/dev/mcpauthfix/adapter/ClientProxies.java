package dev.mcpauthfix.adapter;

import dev.mcpauthfix.engine.Origins;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The proxies of the application's client, asked for when the agent makes a connection; the platform's where it has none. */
public final class ClientProxies extends ProxySelector {

    private final Function<InetSocketAddress, @Nullable Proxy> lookup;

    /** Takes a look-up of the proxy on the way to an address that nobody has resolved; null for none of the client's own. */
    public ClientProxies(Function<InetSocketAddress, @Nullable Proxy> lookup) {
        this.lookup = lookup;
    }

    @Override
    public List<Proxy> select(URI uri) {
        Proxy proxy = lookUp(InetSocketAddress.createUnresolved(uri.getHost(), Origins.port(uri)));
        if (proxy != null) {
            return List.of(proxy);
        }
        ProxySelector platforms = ProxySelector.getDefault();
        return platforms == null ? List.of(Proxy.NO_PROXY) : platforms.select(uri);
    }

    private @Nullable Proxy lookUp(InetSocketAddress target) {
        try {
            return lookup.apply(target);
        } catch (RuntimeException | LinkageError hidden) {
            return null;
        }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
        // There is no other.
    }
}
