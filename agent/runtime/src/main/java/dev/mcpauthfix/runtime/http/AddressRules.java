package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the agent may connect to on behalf of an MCP server (attacks S1, S3, S17): https anywhere public; what is private only
 * on the MCP server's own host; loopback only for an MCP server that is itself on loopback. The issuer that a setting pins is as
 * good as the MCP server's host.
 */
final class AddressRules {

    private static final String PIN = "; if it is meant, pin the authorization server with the setting issuer";

    private final List<Origin> pinned;

    AddressRules(List<URI> named) {
        this.pinned = named.stream().map(Origin::of).toList();
    }

    /** Checks what the URI alone tells, before any name is resolved. */
    void check(URI uri, URI onBehalfOf) throws RefusedByPolicy {
        Origin target = Origin.of(uri);
        if (target.host().isEmpty() || uri.getRawUserInfo() != null || target.port() < 1 || target.port() > 65535) {
            throw new RefusedByPolicy(Cause.ADDRESS, "expected a URL with a host and without user information");
        }
        if (target.scheme().equals("https")) {
            return;
        }
        if (!target.scheme().equals("http")) {
            throw new RefusedByPolicy(Cause.ADDRESS, "expected https");
        }
        if (!target.isLoopback()) {
            throw new RefusedByPolicy(Cause.ADDRESS, "plain http would show tokens to the network; expected https");
        }
        if (!Origin.of(onBehalfOf).isLoopback() && !isPinned(target)) {
            throw new RefusedByPolicy(
                    Cause.ADDRESS, "plain http on loopback, but the MCP server is not on loopback" + PIN);
        }
    }

    /** The addresses that may be connected to, in the resolver's order; never empty. */
    List<InetAddress> permitted(URI uri, List<InetAddress> resolved, URI onBehalfOf) throws RefusedByPolicy {
        Origin target = Origin.of(uri);
        List<InetAddress> permitted = new ArrayList<>();
        for (InetAddress address : resolved) {
            if (permits(target, AddressKind.of(address), Origin.of(onBehalfOf))) {
                permitted.add(address);
            }
        }
        if (permitted.isEmpty()) {
            String first = resolved.isEmpty()
                    ? "no address"
                    : resolved.get(0).getHostAddress() + ", " + AddressKind.of(resolved.get(0));
            throw new RefusedByPolicy(
                    Cause.ADDRESS, "the host is at " + first + ", where the MCP server's host is not" + PIN);
        }
        return permitted;
    }

    /** Checks a host that only the proxy can resolve: a name that is plainly internal does not pass. */
    void checkUnresolved(URI uri, URI onBehalfOf) throws RefusedByPolicy {
        Origin target = Origin.of(uri);
        boolean internal = target.isNumber()
                || target.isLoopback()
                || target.host().indexOf('.') < 0
                || target.host().endsWith(".internal")
                || target.host().endsWith(".local");
        if (internal && !isOwnHost(target, Origin.of(onBehalfOf))) {
            throw new RefusedByPolicy(Cause.ADDRESS, "an internal name, where the MCP server's host is not" + PIN);
        }
    }

    private boolean permits(Origin target, AddressKind kind, Origin mcpServer) {
        if (target.scheme().equals("http") && kind != AddressKind.LOOPBACK) {
            return false;
        }
        return switch (kind) {
            case PUBLIC -> true;
            case LOOPBACK -> mcpServer.isLoopback() || isOwnHost(target, mcpServer);
            case PRIVATE -> isOwnHost(target, mcpServer);
            case NEVER -> false;
        };
    }

    private boolean isOwnHost(Origin target, Origin mcpServer) {
        return target.host().equals(mcpServer.host()) || isPinned(target);
    }

    private boolean isPinned(Origin target) {
        for (Origin named : pinned) {
            if (target.host().equals(named.host())) {
                return true;
            }
        }
        return false;
    }
}
