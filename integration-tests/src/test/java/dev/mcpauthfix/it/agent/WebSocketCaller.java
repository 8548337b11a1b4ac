package dev.mcpauthfix.it.agent;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * An application that opens WebSockets, with one client and for {@code mcp} with one builder. Its arguments are pairs of what to do and
 * where; it prints what came of each.
 */
final class WebSocketCaller implements WebSocket.Listener {

    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket.Builder mcp = client.newWebSocketBuilder().subprotocols("other", "mcp");

    private WebSocketCaller() {}

    public static void main(String[] args) throws Exception {
        WebSocketCaller caller = new WebSocketCaller();
        for (int i = 0; i < args.length; i += 2) {
            System.out.println(caller.call(args[i], args[i + 1]));
        }
        System.exit(0);
    }

    private String call(String what, String url) throws Exception {
        return switch (what) {
            case "http" -> String.valueOf(post(url));
            case "mcp" -> open(mcp, url);
            case "unmarked" -> open(client.newWebSocketBuilder(), url);
            case "own-credentials" ->
                open(client.newWebSocketBuilder().subprotocols("mcp").header("authorization", "Basic dTpw"), url);
            case "following-redirects" ->
                open(
                        HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build()
                                .newWebSocketBuilder()
                                .subprotocols("mcp"),
                        url);
            case "two-seconds" ->
                open(client.newWebSocketBuilder().subprotocols("mcp").connectTimeout(Duration.ofSeconds(2)), url);
            default -> throw new IllegalArgumentException(what);
        };
    }

    private String open(WebSocket.Builder builder, String url) throws InterruptedException {
        try {
            WebSocket socket = builder.buildAsync(URI.create(url), this).get();
            socket.abort();
            return "open " + socket.getSubprotocol();
        } catch (ExecutionException failure) {
            Throwable cause = Objects.requireNonNull(failure.getCause());
            return cause instanceof WebSocketHandshakeException refused
                    ? String.valueOf(refused.getResponse().statusCode())
                    : cause.getClass().getSimpleName();
        }
    }

    private int post(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(McpCaller.INITIALIZE))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
