package dev.mcpauthfix.adapter.reactornetty;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.NestedLibrary;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.McpTraffic;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.http.client.HttpClientRequest;

/**
 * Sits in {@code MonoHttpConnect.subscribe}, where each subscription of the application becomes a call; in
 * {@code HttpClientHandler.requestWithBody}, which sends each hop of it; and in {@code HttpClientOperations.beforeMarkSentHeaders},
 * after which a hop's headers change no more.
 *
 * <p>Only what may turn out to be MCP traffic is followed: a request's headers are known before its own send, unless that is the
 * application's own function, which may add some.
 */
public final class ReactorNettyAdapter implements Adapter {

    private static final String LIBRARY = "reactor.netty.";

    /** A gateway passes on the calls of others: the token of this process is not theirs. */
    private static final String GATEWAY = "org.springframework.cloud.gateway.";

    private final Host host;
    private @Nullable Configuration configuration;

    /** Created by the dispatcher when the first client of this library makes a call. */
    public ReactorNettyAdapter(Host host) {
        this.host = host;
    }

    @Override
    public void enter(Object[] call) {
        if (call[1] instanceof HttpClientRequest request) {
            Attempt attempt = Attempt.of(request);
            if (attempt != null) {
                attempt.hop(call[0], request);
            }
        } else if (call[0] instanceof Mono<?> library
                && call[1] instanceof CoreSubscriber<?> application
                && !(application instanceof Attempt)) {
            HttpClientConfig config = configuration(library).of(library);
            if (isCandidate(config)) {
                Attempt.expect();
                call[1] = new NettyCall(host, config, cast(library), cast(application)).first();
            }
        }
    }

    private Configuration configuration(Object library) {
        Configuration known = configuration;
        if (known == null) {
            configuration = known = new Configuration(library.getClass());
        }
        return known;
    }

    private boolean isCandidate(HttpClientConfig config) {
        Object body = Configuration.body(config);
        String sender = body == null ? LIBRARY : body.getClass().getName();
        return !NestedLibrary.isUpper(sender)
                && !sender.startsWith(GATEWAY)
                && config.websocketClientSpec() == null
                && mayBeMcp(config, !sender.startsWith(LIBRARY));
    }

    private boolean mayBeMcp(HttpClientConfig config, boolean headersMayCome) {
        String method = config.method().name();
        HeaderLookup headers = new HeaderLookup(Configuration.headers(config));
        McpTraffic.Shape shape = McpTraffic.recognise(method, headers);
        if (shape != null) {
            return shape != McpTraffic.Shape.UNMARKED_JSON_POST || someTakeMessages();
        }
        boolean get = method.equals("GET");
        return headersMayCome
                ? (get || method.equals("POST") || method.equals("DELETE")) && headers.apply("authorization") == null
                : get && host.mayRepair() && isSearch(host, method, metadataPath(config.uri()), headers);
    }

    /** The path where an address may be one of metadata, null for others. */
    private static @Nullable String metadataPath(@Nullable String uri) {
        if (uri == null) {
            return null;
        }
        int start = uri.indexOf(McpTraffic.RESOURCE_METADATA);
        return start < 0 ? null : uri.substring(start);
    }

    /** Whether the application looks for metadata, and may be helped. */
    static boolean isSearch(Host host, String method, @Nullable String path, HeaderLookup headers) {
        return method.equals("GET")
                && McpTraffic.isResourceMetadata(path)
                && host.mayRepair()
                && headers.apply("authorization") == null;
    }

    /** Any JSON POST looks like a message of the older SSE transport. */
    private boolean someTakeMessages() {
        AuthorizationEngine engine = host.engineIfStarted();
        return engine != null && engine.takesMessages();
    }

    @Override
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        if (call[0] instanceof HttpClientRequest request) {
            Attempt attempt = Attempt.of(request);
            if (attempt != null) {
                attempt.sending(request);
            }
        } else if (call[1] instanceof HttpClientRequest request && result instanceof Publisher<?> applications) {
            Attempt attempt = Attempt.of(request);
            return attempt == null ? result : attempt.body(request, applications);
        }
        return result;
    }

    @SuppressWarnings("unchecked") // the woven method declares it
    private static Mono<Connection> cast(Mono<?> library) {
        return (Mono<Connection>) library;
    }

    @SuppressWarnings("unchecked") // the woven method declares it
    private static CoreSubscriber<? super Connection> cast(CoreSubscriber<?> application) {
        return (CoreSubscriber<? super Connection>) application;
    }
}
