package dev.mcpauthfix.runtime.settings;

import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A list of MCP servers: addresses, which cover the paths below them, and hosts. {@code *.example.com} covers the hosts below it and not
 * {@code example.com} itself. A host without a port covers all ports.
 */
public final class ServerList {

    private static final int HIGHEST_PORT = 65535;

    private final List<URI> addresses;
    private final List<Host> hosts;

    private ServerList(List<URI> addresses, List<Host> hosts) {
        this.addresses = addresses;
        this.hosts = hosts;
    }

    /** Reads a list separated by spaces, null where a part of it is neither an address nor a host. */
    static @Nullable ServerList parse(String value) {
        List<URI> addresses = new ArrayList<>();
        List<Host> hosts = new ArrayList<>();
        for (String part : Text.split(value, " ")) {
            Host host = part.contains("://") ? null : host(part);
            if (host != null) {
                hosts.add(host);
            } else if (ValueCheck.isServer(part)) {
                addresses.add(URI.create(part));
            } else {
                return null;
            }
        }
        return new ServerList(addresses, hosts);
    }

    /** Names, IPv4 and bracketed IPv6 addresses, each with a port or without; null for anything else. */
    private static @Nullable Host host(String part) {
        boolean below = part.startsWith("*.");
        String text = below ? part.substring(2) : part;
        URI uri = UrlRules.parse("https://" + text);
        if (uri == null
                || !uri.getRawPath().isEmpty()
                || uri.getRawQuery() != null
                || text.endsWith(":")
                || uri.getPort() == 0
                || uri.getPort() > HIGHEST_PORT
                || (below && text.startsWith("["))) {
            return null;
        }
        return new Host(below, (below ? "." : "") + canonical(uri.getHost()), uri.getPort());
    }

    /** The spelling that all spellings of a host share: a denied one must not get through by another. */
    private static String canonical(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            try {
                return InetAddress.getByName(name).getHostAddress();
            } catch (UnknownHostException malformed) {
                return name;
            }
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Whether it covers an absolute http or https URI. */
    public boolean covers(URI uri) {
        for (URI address : addresses) {
            if (UrlRules.covers(address, uri)) {
                return true;
            }
        }
        if (hosts.isEmpty()) {
            return false;
        }
        String name = canonical(uri.getHost());
        int port = UrlRules.port(uri);
        for (Host host : hosts) {
            if (host.covers(name, port)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return addresses + " " + hosts;
    }

    /**
     * A host, or all below one.
     *
     * @param below whether it is those below
     * @param name the host as all its spellings are spelt, with a dot before it for those below
     * @param port the port, -1 for all
     */
    private record Host(boolean below, String name, int port) {

        boolean covers(String host, int at) {
            return (port < 0 || port == at) && (below ? host.endsWith(name) : host.equals(name));
        }
    }
}
