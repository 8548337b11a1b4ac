package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.token.ProtectionSpace;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The resources that were challenged in this JVM. Looking one up takes no lock. */
final class ResourceStates {

    /** An MCP server with a session in its path must not fill the memory. */
    private static final int MOST = 256;

    private final List<ResourceState> states = new CopyOnWriteArrayList<>();
    private final Function<URI, ResourceState> create;

    ResourceStates(Function<URI, ResourceState> create) {
        this.create = create;
    }

    /** The resource whose tokens, now or last, go with such a request; the deepest of several, null for none. */
    @Nullable
    ResourceState covering(URI uri, McpTraffic.Shape shape) {
        ResourceState best = null;
        int depth = -1;
        for (ResourceState state : states) {
            ProtectionSpace space = state.space();
            if (space != null && space.depth(uri) > depth && space.covers(uri, shape) && state.allows(uri)) {
                best = state;
                depth = space.depth(uri);
            }
        }
        return best;
    }

    /**
     * Whether an unmarked JSON POST may be covered, told without a URI.
     *
     * @param host where it goes, null for anywhere
     */
    boolean takeMessages(@Nullable String host) {
        for (ResourceState state : states) {
            ProtectionSpace space = state.space();
            if (space != null
                    && space.eventStream()
                    && (host == null || sameHost(host, space.mcpUri().getHost()))) {
                return true;
            }
        }
        return false;
    }

    /** Libraries name an IPv6 address with or without its brackets. */
    private static boolean sameHost(String one, String other) {
        int skip = one.startsWith("[") ? 1 : 0;
        int skipOther = other.startsWith("[") ? 1 : 0;
        int length = one.length() - 2 * skip;
        return length == other.length() - 2 * skipOther && one.regionMatches(true, skip, other, skipOther, length);
    }

    /** The resource that a challenged request belongs to, made where there is none yet. */
    ResourceState challenged(McpRequest request) {
        ResourceState known = covering(request.uri(), request.shape());
        if (known != null) {
            return known;
        }
        URI mcpUri = UrlRules.bare(request.uri());
        ResourceState state = find(mcpUri);
        return state != null ? state : add(mcpUri);
    }

    private @Nullable ResourceState find(URI mcpUri) {
        for (ResourceState state : states) {
            if (state.mcpUri().equals(mcpUri)) {
                return state;
            }
        }
        return null;
    }

    private synchronized ResourceState add(URI mcpUri) {
        ResourceState raced = find(mcpUri);
        if (raced != null) {
            return raced;
        }
        if (states.size() >= MOST) {
            states.remove(leastUseful());
        }
        ResourceState state = create.apply(mcpUri);
        states.add(state);
        return state;
    }

    /** The oldest that never had tokens, else the oldest. */
    private ResourceState leastUseful() {
        for (ResourceState state : states) {
            if (state.space() == null) {
                return state;
            }
        }
        return states.get(0);
    }
}
