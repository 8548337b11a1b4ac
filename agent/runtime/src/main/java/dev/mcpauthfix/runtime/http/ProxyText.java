package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.NetworkPath;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;

/** Names a proxy, and who set it where that is known. */
final class ProxyText {

    private ProxyText() {}

    /** Such as {@code the HTTP proxy proxy.corp:3128 (set by -Dhttps.proxyHost)}. */
    static String of(Proxy proxy, URI uri, NetworkPath network) {
        if (!(proxy.address() instanceof InetSocketAddress address)) {
            return "no proxy";
        }
        String source = network.proxies() == null ? source(address.getHostString(), Origin.of(uri)) : "";
        return "the " + proxy.type() + " proxy " + address.getHostString() + ":" + address.getPort() + source;
    }

    private static String source(String host, Origin target) {
        for (String property : List.of(target.scheme() + ".proxyHost", "socksProxyHost", "proxyHost")) {
            if (host.equalsIgnoreCase(System.getProperty(property))) {
                return " (set by -D" + property + ")";
            }
        }
        return Boolean.getBoolean("java.net.useSystemProxies") ? " (set by this system)" : "";
    }

    /** What somebody can do whom a proxy does not help. */
    static String remedy(Proxy proxy, Origin target, NetworkPath network) {
        String property = proxy.type() == Proxy.Type.SOCKS ? "socksNonProxyHosts" : "http.nonProxyHosts";
        String by = network.proxies() == null ? " (-D" + property + "=" + FailureWords.clean(target.host()) + ")" : "";
        return "correct the proxy's setting, or exempt the host from it" + by;
    }
}
