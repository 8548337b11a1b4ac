package dev.mcpauthfix.adapter.vertx;

import dev.mcpauthfix.adapter.HiddenValue;
import dev.mcpauthfix.engine.McpRequest;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The client and the options that a request was made with: it names neither, and only they can make it once more.
 *
 * <p>One is kept from each request's birth to its send, but only in a JVM that has sent MCP by Vert.x: all others would pay for it and
 * never need it. The very first MCP request was born unseen, and is asked for what it hides.
 */
final class Origin implements Handler<AsyncResult<HttpClientRequest>> {

    /** Requests that were not sent yet, or never are by one of our sites; weak for those. */
    private static final Map<HttpClientRequest, Origin> UNSENT = Collections.synchronizedMap(new WeakHashMap<>());

    /** What makes the client's requests, and those of its redirects. */
    private static final String CLIENT = "io.vertx.core.http.impl.HttpClientImpl";

    private static volatile boolean kept;

    private final @Nullable HttpClient client;
    private final @Nullable RequestOptions options;
    private final @Nullable Handler<AsyncResult<HttpClientRequest>> applications;

    /** What the engine knows of the request, between the beginning and the end of its send. */
    private @Nullable McpRequest mcp;

    private Origin(
            @Nullable HttpClient client,
            @Nullable RequestOptions options,
            @Nullable Handler<AsyncResult<HttpClientRequest>> applications) {
        this.client = client;
        this.options = options;
        this.applications = applications;
    }

    /** Of a request that is to come, which is handed on to the application's own handler if it has one. */
    static Origin of(
            HttpClient client, RequestOptions options, @Nullable Handler<AsyncResult<HttpClientRequest>> applications) {
        return new Origin(client, options, applications);
    }

    /** Whether births are noted in this JVM. */
    static boolean areKept() {
        return kept;
    }

    /** From now on they are. */
    static void keep() {
        kept = true;
    }

    /**
     * Of a request that was born unseen: its handler of redirects knows its client. Without a client where it came another way, such as
     * over one connection, or where the application has a handler of its own.
     */
    static Origin hiddenIn(HttpClientRequest request, URI uri) {
        Object redirects = HiddenValue.field(request, "redirectHandler");
        HttpClient client = redirects != null && redirects.getClass().getName().startsWith(CLIENT)
                ? HiddenValue.within(redirects, HttpClient.class, 1)
                : null;
        RequestOptions options = new RequestOptions().setAbsoluteURI(uri.toString());
        if (HiddenValue.field(request, "currentTimeoutMs") instanceof Long millis && millis > 0) {
            options.setIdleTimeout(millis);
        }
        return new Origin(client, options, null);
    }

    @Override
    public void handle(AsyncResult<HttpClientRequest> made) {
        if (made.succeeded()) {
            UNSENT.put(made.result(), this);
        }
        if (applications != null) {
            applications.handle(made);
        }
    }

    static @Nullable Origin take(HttpClientRequest request) {
        return kept ? UNSENT.remove(request) : null;
    }

    /** Keeps what the engine knows for the end of the send. */
    void begin(HttpClientRequest request, McpRequest begun) {
        mcp = begun;
        UNSENT.put(request, this);
    }

    /** Null where the send is none of ours. */
    @Nullable
    McpRequest mcp() {
        return mcp;
    }

    /** Null where the request cannot be made once more. */
    @Nullable
    HttpClient client() {
        return client;
    }

    /** As the application gave them, but for what it changed in them since; empty where there were none. */
    RequestOptions options() {
        return options == null ? new RequestOptions() : options;
    }
}
