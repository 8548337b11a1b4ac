package dev.mcpauthfix.runtime.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** A proxy selector of an application that is broken. */
final class FailingProxySelector extends ProxySelector {

    @Override
    public List<Proxy> select(URI uri) {
        throw new IllegalArgumentException("broken");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
