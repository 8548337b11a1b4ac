package dev.mcpauthfix.runtime;

import java.lang.instrument.Instrumentation;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the application has an OAuth of its own for MCP, told by the classes that it has loaded: a handler of refusals for the MCP Java
 * SDK that is not the SDK's own. Spring's MCP security client has one too, since it follows hints. A class on the class path that nobody
 * uses says nothing.
 */
final class OwnOAuth {

    /** How long it is taken to have none: its classes may be loaded later. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private static final String SPRING = "org.springaicommunity.mcp.security.";
    private static final String SDK = "io.modelcontextprotocol.";

    /** What an application implements to handle a 401 by itself. */
    private static final Set<String> HANDLERS = Set.of(
            "io.modelcontextprotocol.client.transport.customizer.McpHttpClientAuthorizationErrorHandler",
            "io.modelcontextprotocol.client.transport.customizer.McpHttpClientAuthorizationErrorHandler$Sync",
            "io.modelcontextprotocol.client.transport.customizer.McpHttpClientTransportAuthorizationErrorHandler",
            "io.modelcontextprotocol.client.transport.customizer.McpHttpClientTransportAuthorizationErrorHandler$Sync");

    private final Clock clock;
    private volatile @Nullable String found;
    private volatile long lookedAt = Long.MIN_VALUE;

    OwnOAuth(Clock clock) {
        this.clock = clock;
    }

    /** What it has, null for nothing that was seen. */
    @Nullable
    String found() {
        return found;
    }

    /** Whether anybody has looked. */
    boolean isKnown() {
        return lookedAt != Long.MIN_VALUE;
    }

    /** Looks, unless it is known or somebody has looked just now; answers whether anything is known now that was not. It takes some milliseconds. */
    boolean look(Instrumentation instrumentation) {
        return isDue() && lookAlone(instrumentation);
    }

    private boolean isDue() {
        return found == null && (!isKnown() || clock.millis() - lookedAt >= BETWEEN_LOOKS.toMillis());
    }

    /** Whoever comes meanwhile waits: what it has to do depends on it. */
    private synchronized boolean lookAlone(Instrumentation instrumentation) {
        if (!isDue()) {
            return false;
        }
        boolean first = !isKnown();
        found = among(instrumentation.getAllLoadedClasses());
        lookedAt = clock.millis();
        return first || found != null;
    }

    /** A class keeps its name once it was asked for it, so few are: the interfaces that are not the JDK's. */
    static @Nullable String among(Class<?>[] loaded) {
        for (Class<?> type : loaded) {
            if (type.isInterface() && type.getClassLoader() != null && HANDLERS.contains(type.getName())) {
                String found = handler(type, loaded);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable String handler(Class<?> handler, Class<?>[] loaded) {
        for (Class<?> type : loaded) {
            if (handler.isAssignableFrom(type) && !type.getName().startsWith(SDK)) {
                return (type.getName().startsWith(SPRING)
                                ? "Spring's MCP security client ("
                                : "its own handler of refusals for the MCP Java SDK (")
                        + type.getName() + ")";
            }
        }
        return null;
    }
}
