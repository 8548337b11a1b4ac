package dev.mcpauthfix.adapter.reactornetty;

import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.adapter.ReplayableCall;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/**
 * One subscription of the application, and the sends it takes. A response is a connection here: the library hands it over when the
 * head is there, and keeps what comes of the body until somebody asks for it.
 */
final class NettyCall implements ReplayableCall<Connection>, Subscription {

    private enum State {
        PENDING,
        GIVEN,
        OVER
    }

    private final Host host;
    private final HttpClientConfig config;
    private final Mono<Connection> library;
    private final CoreSubscriber<? super Connection> application;
    private final ChallengedCall<Connection> challenged;
    private final SentBody body = new SentBody();
    private final AtomicReference<State> state = new AtomicReference<>(State.PENDING);
    private final Attempt first;
    private volatile Attempt current;
    private volatile boolean begun;
    private volatile @Nullable McpRequest mcp;
    private volatile @Nullable HttpHeaders headers;
    private volatile @Nullable Connection held;
    private volatile @Nullable EventLoop loop;
    private volatile @Nullable Future<?> limit;

    NettyCall(
            Host host,
            HttpClientConfig config,
            Mono<Connection> library,
            CoreSubscriber<? super Connection> application) {
        this.host = host;
        this.config = config;
        this.library = library;
        this.application = application;
        this.challenged = new ChallengedCall<>(host, this);
        this.first = new Attempt(this, null, application.currentContext());
        this.current = first;
    }

    /** What the library gets instead of the application's subscriber. */
    Attempt first() {
        return first;
    }

    /** The request as the engine knows it, once its headers are known: null for one that must be left alone. */
    @Nullable
    McpRequest begun(HttpClientRequest request) {
        if (!begun) {
            begun = true;
            HeaderLookup lookup = new HeaderLookup(request.requestHeaders());
            String method = request.method().name();
            URI uri = Attempt.uri(request);
            McpTraffic.Shape shape =
                    ReactorNettyAdapter.isSearch(host, method, uri == null ? null : uri.getRawPath(), lookup)
                            ? McpTraffic.Shape.RESOURCE_METADATA
                            : McpTraffic.recognise(method, lookup);
            mcp = shape == null || uri == null
                    ? null
                    : McpCalls.begin(host, shape, method, uri, lookup, ClientNetwork.of(config));
        }
        return mcp;
    }

    @Nullable
    McpRequest mcp() {
        return mcp;
    }

    SentBody body() {
        return body;
    }

    /** Remembers the headers of the application's send, or has a replay carry the same. */
    void repeat(HttpHeaders now, boolean replay) {
        HttpHeaders before = headers;
        if (!replay) {
            headers = now.copy();
        } else if (before != null) {
            now.clear().add(before);
        }
    }

    /** Another path of the origin may be another resource, to which the token does not go. */
    @Nullable
    Authorization authorizationAt(URI uri) {
        AuthorizationEngine engine = host.engineIfStarted();
        McpRequest known = mcp;
        return engine == null || known == null
                ? null
                : engine.authorize(known.at(uri)).orElse(null);
    }

    /** Finds the document that a search was not answered with, null for none; on this thread. */
    void search(EventLoop of, Consumer<@Nullable String> found) {
        McpRequest asked = Objects.requireNonNull(mcp);
        CompletionStage<Optional<String>> document;
        try {
            document = host.engine().resourceMetadata(asked);
        } catch (RuntimeException | LinkageError fault) {
            host.fault("looking for metadata", asked.uri(), fault);
            found.accept(null);
            return;
        }
        var unused = document.whenCompleteAsync(
                (json, fault) -> {
                    if (fault != null) {
                        host.fault("looking for metadata", asked.uri(), fault);
                    }
                    found.accept(fault == null ? json.orElse(null) : null);
                },
                of);
    }

    void subscribed() {
        application.onSubscribe(this);
    }

    @Override
    public void request(long items) {
        first.request(items);
    }

    /** Ends what is on the wire for the application; the login goes on and serves the next call. */
    @Override
    public void cancel() {
        if (state.compareAndSet(State.PENDING, State.OVER)) {
            end();
        } else {
            current.cancel();
        }
    }

    private void end() {
        stopTimer();
        first.cancel();
        current.cancel();
        Connection unread = held;
        if (unread != null) {
            discard(unread);
        }
    }

    /** The head of the first response is there, on the connection's own thread. */
    void answered(Connection connection) {
        McpRequest asked = first.sent();
        if (asked == null || !challenged.isChallenge(connection)) {
            give(connection, first);
            return;
        }
        try {
            loop = connection.channel().eventLoop();
            held = connection;
            CompletableFuture<Connection> answer = challenged.answer(asked, connection);
            if (!answer.isDone()) {
                hold(connection, first);
                startTimer(connection);
            }
            var unused = answer.whenComplete((response, ended) -> {
                Connection given = response == null ? connection : response;
                give(given, given == connection ? first : current);
            });
        } catch (RuntimeException | LinkageError fault) {
            host.fault("holding a response back", fault);
            give(connection, first);
        }
    }

    /** Before Reactor Netty 1.2 whoever gives up a response closes its connection, even one that is another call's by then. */
    private static void hold(Connection connection, Attempt attempt) {
        connection.markPersistent(false);
        Wire wire = attempt.wire();
        if (wire != null) {
            wire.readAhead();
        }
    }

    /** The library's own timer stops when the response has been read. */
    private void startTimer(Connection connection) {
        ReadTimeoutHandler applications = connection.channel().pipeline().get(ReadTimeoutHandler.class);
        if (applications != null) {
            limit = connection
                    .channel()
                    .eventLoop()
                    .schedule(this::expired, applications.getReaderIdleTimeInMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void stopTimer() {
        Future<?> running = limit;
        if (running != null) {
            running.cancel(false);
        }
    }

    private void expired() {
        if (state.compareAndSet(State.PENDING, State.OVER)) {
            end();
            application.onError(ReadTimeoutException.INSTANCE);
        }
    }

    private void give(Connection answer, Attempt of) {
        stopTimer();
        Wire wire = of.wire();
        if (wire != null) {
            wire.leave();
        }
        body.forget();
        if (state.compareAndSet(State.PENDING, State.GIVEN)) {
            application.onNext(answer);
            application.onComplete();
        } else {
            discard(answer);
        }
    }

    void failed(Throwable failure) {
        if (state.compareAndSet(State.PENDING, State.GIVEN)) {
            application.onError(failure);
        }
    }

    void completed() {
        if (held == null && state.compareAndSet(State.PENDING, State.GIVEN)) {
            application.onComplete();
        }
    }

    @Override
    public int status(Connection response) {
        return ((HttpClientResponse) response).status().code();
    }

    @Override
    public List<String> headers(Connection response, String name) {
        return ((HttpClientResponse) response).responseHeaders().getAll(name);
    }

    @Override
    public Connection withChallenge(Connection response, List<String> wwwAuthenticate) {
        ((HttpClientResponse) response).responseHeaders().set("WWW-Authenticate", wwwAuthenticate);
        return response;
    }

    @Override
    public boolean isReplayable() {
        return body.isKnown();
    }

    @Override
    public CompletionStage<Connection> send(Authorization authorization) {
        stopTimer();
        Attempt again = new Attempt(this, authorization, application.currentContext());
        current = again;
        if (isOver()) {
            again.cancel();
        } else {
            library.subscribe(again);
        }
        return again.response().thenApply(response -> attributed(again, authorization, response));
    }

    /** A refusal of what was sent without this token says nothing about it, and ends the matter. */
    private Connection attributed(Attempt again, Authorization authorization, Connection response) {
        if (challenged.isChallenge(response)) {
            hold(response, again);
            if (!again.carried(authorization)) {
                discard(response);
                throw new CancellationException("a redirect led away from what the token is for");
            }
        }
        return response;
    }

    /** Closes the connection of one that has not ended. */
    @Override
    public void discard(Connection response) {
        if (response instanceof ChannelOperations<?, ?> operations) {
            operations.discard();
        }
    }

    @Override
    public boolean isOver() {
        return state.get() == State.OVER;
    }

    @Override
    public Executor executor() {
        EventLoop known = loop;
        return known == null ? Runnable::run : known;
    }
}
