package dev.mcpauthfix.it.client;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client in one version over one transport.
 *
 * @param name the client's own
 * @param version as its users write it in their build
 * @param stack the HTTP library that carries it
 * @param launch how it is started
 * @param onlyAt the one path that it finds its way around at, null for any
 * @param withoutAgent what it says at a server that wants a login, to the letter; {@code {mcp}} stands for the MCP URL,
 *     {@code {hash}} for an identity hash code, {@code {operator}} for the one of two limits that was over first
 */
public record RealClient(
        String name,
        String version,
        Transport transport,
        String stack,
        Launch launch,
        @Nullable String onlyAt,
        String withoutAgent) {

    /** What a client that only ever runs into its own limit is given before it may give up. */
    public static final int SHORT_SECONDS = 2;

    /** Whether it is not told of a 401 at all, and waits. */
    public boolean hangs() {
        return withoutAgent.contains("TimeoutException");
    }

    /**
     * Whether it may miss the answer to its {@code initialize} by a race of its own: Solon AI opens its stream on the thread that has that
     * answer in hand, and reads the stream there for good where the server was quick to open it.
     */
    public boolean mayMissItsAnswer() {
        return name.equals("Solon AI") && transport == Transport.STREAMABLE;
    }

    /** A server of this shape, as this client needs it. */
    public ServerShape serverOf(ServerShape shape) {
        ServerShape spoken = switch (transport) {
            case STREAMABLE -> shape;
            case SSE -> shape.overSse();
            case WEB_SOCKET -> shape.overWebSocket();
        };
        return onlyAt == null ? spoken : spoken.at(onlyAt);
    }

    /** Whether there is no newer version of it in the table. */
    public boolean newest() {
        List<RealClient> family = RealClients.all().stream()
                .filter(other -> other.name.equals(name))
                .toList();
        return family.get(family.size() - 1).version.equals(version);
    }

    /** Adds everything after {@code java} and its options to a command. */
    public ForkedJvm addTo(ForkedJvm command, int timeoutSeconds, String mcpUrl) {
        command.with(launch.command().toArray(new String[0]));
        if (transport == Transport.SSE) {
            command.with("--sse");
        }
        String url = transport == Transport.WEB_SOCKET ? mcpUrl.replaceFirst("^http", "ws") : mcpUrl;
        return command.with("--timeout", String.valueOf(timeoutSeconds), url);
    }

    @Override
    public String toString() {
        return name + " " + version + " over " + transport + " on " + stack;
    }
}
