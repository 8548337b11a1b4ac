package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.EventSink;
import dev.mcpauthfix.runtime.StatusBoard;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what happened, by MCP server, for whoever looks at the agent from outside. */
public final class Tally implements EventSink, Supplier<String> {

    /** A client that follows links may meet any number of servers. */
    private static final int MOST_SERVERS = 64;

    private final StatusBoard board;
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private int untold;

    /** Creates one that shows each change on the board. */
    public Tally(StatusBoard board) {
        this.board = board;
    }

    @Override
    public void accept(Event event) {
        synchronized (this) {
            Server server = server(event.resource());
            if (server != null) {
                server.count(event);
            }
        }
        board.changed();
    }

    /** A challenge that the mode leaves unanswered. */
    void observed(McpRequest request, ChallengeResponse response) {
        if (!UrlRules.isWeb(request.uri())) {
            return;
        }
        synchronized (this) {
            Server server = server(UrlRules.bare(request.uri()).toString());
            if (server != null) {
                server.observed++;
                server.latest = "left alone: mode=observe, the server answered " + response.status();
            }
        }
        board.changed();
    }

    private @Nullable Server server(String resource) {
        Server known = servers.get(resource);
        if (known == null && servers.size() >= MOST_SERVERS) {
            untold++;
            return null;
        }
        return servers.computeIfAbsent(resource, key -> new Server());
    }

    /** A JSON array. */
    @Override
    public synchronized String get() {
        StringBuilder json = new StringBuilder("[");
        servers.forEach((resource, server) -> {
            json.append(json.length() == 1 ? "" : ",").append("{\"url\":");
            StatusBoard.quote(json, resource);
            server.appendTo(json);
        });
        if (untold > 0) {
            json.append(json.length() == 1 ? "" : ",")
                    .append("{\"url\":\"others\",\"events\":")
                    .append(untold)
                    .append('}');
        }
        return json.append(']').toString();
    }

    /** What happened at one server. */
    private static final class Server {

        private int authorized;
        private int healed;
        private int passedThrough;
        private int observed;
        private @Nullable String rung;
        private String latest = "";

        void count(Event event) {
            switch (event.kind()) {
                case AUTHORIZED -> authorized++;
                case HEALED -> healed++;
                case PASSED_THROUGH, FAULT -> passedThrough++;
                case DISCOVERED, REGISTERED -> {}
            }
            if (event.rung() != null) {
                rung = event.rung();
            }
            latest = event.detail();
        }

        void appendTo(StringBuilder json) {
            json.append(",\"authorized\":").append(authorized);
            json.append(",\"healed\":").append(healed);
            json.append(",\"passed_through\":").append(passedThrough);
            json.append(",\"observed\":").append(observed);
            if (rung != null) {
                json.append(",\"rung\":");
                StatusBoard.quote(json, rung);
            }
            json.append(",\"latest\":");
            StatusBoard.quote(json, latest);
            json.append('}');
        }
    }
}
