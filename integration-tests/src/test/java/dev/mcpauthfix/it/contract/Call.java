package dev.mcpauthfix.it.contract;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of an application, in words that every HTTP stack has.
 *
 * @param method the HTTP method, or {@link #WEB_SOCKET} for a handshake
 * @param body the request's body, empty for none
 * @param timeoutMillis the application's own limit, 0 for none
 * @param readLimit after how many bytes of the response's body the application closes its stream, 0 for never
 */
record Call(
        String method,
        String url,
        Map<String, String> headers,
        String body,
        Publish publish,
        Send send,
        Receive receive,
        Client client,
        int timeoutMillis,
        int readLimit) {

    static final String WEB_SOCKET = "WEBSOCKET";

    /** How the request's body is handed over; the last two work once only. */
    enum Publish {
        STRING,
        BYTES,
        ONE_SHOT_STREAM,
        ONE_SHOT_PUBLISHER
    }

    /** How the call is made. */
    enum Send {
        BLOCKING,
        ASYNC,
        ASYNC_WITH_PUSH
    }

    /** How the response's body is taken. */
    enum Receive {
        STRING,
        BYTES,
        STREAM,
        LINES,
        PUBLISHER,
        LINE_SUBSCRIBER,
        DISCARDING
    }

    /** Which redirects the client follows by itself. */
    enum Redirects {
        NEVER,
        NORMAL,
        ALWAYS
    }

    /**
     * The client object; equal ones are the same object.
     *
     * @param name tells clients with the same options apart
     * @param http11 speaks HTTP/1.1 only, without an upgrade to HTTP/2
     * @param authenticator has an authenticator of the application's, which knows a user for Basic
     * @param network how it is told to reach the network
     */
    record Client(String name, Redirects redirects, boolean http11, boolean authenticator, Network network) {

        static final Client PLAIN = new Client("plain", Redirects.NEVER, false, false);

        Client(String name, Redirects redirects, boolean http11, boolean authenticator) {
            this(name, redirects, http11, authenticator, Network.PLAIN);
        }

        Client following(Redirects policy) {
            return new Client(name, policy, http11, authenticator, network);
        }

        Client named(String other) {
            return new Client(other, redirects, http11, authenticator, network);
        }

        Client on(Network other) {
            return new Client(name, redirects, http11, authenticator, other);
        }
    }

    /**
     * What a client itself is told of the network, and the JVM is not.
     *
     * @param trusted the PKCS #12 file with the only authority that it trusts, empty for those of the platform
     * @param proxyPort where on loopback its HTTP proxy is, 0 for none
     * @param http2 asks for HTTP/2 where it does not by itself
     */
    record Network(String trusted, int proxyPort, boolean http2) {

        static final Network PLAIN = new Network("", 0, false);
    }

    /** A message to a streamable MCP server. */
    static Call post(URI uri) {
        return rest("POST", uri)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2025-06-18")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"who\":\"Zoë\"}}");
    }

    /** A listening stream. */
    static Call get(URI uri) {
        return rest("GET", uri).header("Accept", "text/event-stream");
    }

    /** The end of a session. */
    static Call delete(URI uri) {
        return rest("DELETE", uri).header("Mcp-Session-Id", "7");
    }

    /** A request that nothing marks as MCP. */
    static Call rest(String method, URI uri) {
        return new Call(
                method, uri.toString(), Map.of(), "", Publish.STRING, Send.ASYNC, Receive.STRING, Client.PLAIN, 0, 0);
    }

    Call to(URI other) {
        return new Call(
                method, other.toString(), headers, body, publish, send, receive, client, timeoutMillis, readLimit);
    }

    Call header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, url, more, body, publish, send, receive, client, timeoutMillis, readLimit);
    }

    /** The content's type, null for none. */
    @Nullable
    String contentType() {
        return headers.get("Content-Type");
    }

    Call body(String other) {
        return new Call(method, url, headers, other, publish, send, receive, client, timeoutMillis, readLimit);
    }

    Call publish(Publish other) {
        return new Call(method, url, headers, body, other, send, receive, client, timeoutMillis, readLimit);
    }

    Call send(Send other) {
        return new Call(method, url, headers, body, publish, other, receive, client, timeoutMillis, readLimit);
    }

    Call receive(Receive other) {
        return new Call(method, url, headers, body, publish, send, other, client, timeoutMillis, readLimit);
    }

    Call client(Client other) {
        return new Call(method, url, headers, body, publish, send, receive, other, timeoutMillis, readLimit);
    }

    Call timeoutMillis(int other) {
        return new Call(method, url, headers, body, publish, send, receive, client, other, readLimit);
    }

    Call readLimit(int other) {
        return new Call(method, url, headers, body, publish, send, receive, client, timeoutMillis, other);
    }
}
