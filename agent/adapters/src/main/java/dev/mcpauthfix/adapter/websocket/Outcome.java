package dev.mcpauthfix.adapter.websocket;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * How a handshake ended.
 *
 * @param socket the open WebSocket, null where there is none
 * @param failure what the JDK's future failed with, null where it did not
 * @param refusal the server's answer where that was the failure, null otherwise
 */
record Outcome(
        @Nullable WebSocket socket,
        @Nullable Throwable failure,
        @Nullable HttpResponse<?> refusal) {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NONE = 0;

    static Outcome of(@Nullable WebSocket socket, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return new Outcome(
                socket, failure, cause instanceof WebSocketHandshakeException refused ? refused.getResponse() : null);
    }

    /** The response's status, 0 where there was no response. */
    int status() {
        if (refusal != null) {
            return refusal.statusCode();
        }
        return socket == null ? NONE : SWITCHING_PROTOCOLS;
    }

    List<String> headers(String name) {
        return refusal == null ? List.of() : refusal.headers().allValues(name);
    }

    /** Whether this very address refused the handshake. */
    boolean isRefusalOf(URI requested) {
        return refusal != null && requested.equals(refusal.uri());
    }
}
