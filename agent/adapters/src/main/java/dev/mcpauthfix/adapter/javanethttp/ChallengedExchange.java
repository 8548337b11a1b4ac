package dev.mcpauthfix.adapter.javanethttp;

import dev.mcpauthfix.adapter.CallDeadline;
import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.Decision;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.Origins;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * One call of the application and the attempts it takes: its own, and a replay for each authorization the engine gives.
 *
 * <p>The first attempt's 401 stays held back until an attempt succeeds, so that in the end the application gets either a real
 * answer or its own 401, byte for byte.
 */
final class ChallengedExchange<T> {

    private final Host host;
    private final HttpClient client;
    private final HttpRequest request;
    private final BodyHandler<T> bodyHandler;
    private final @Nullable PushPromiseHandler<T> pushPromises;
    private final Attempt<T> first;
    private final AnswerFuture<HttpResponse<T>> answer = new AnswerFuture<>(this);
    private final CallDeadline deadline;
    private volatile @Nullable CompletableFuture<HttpResponse<T>> inFlight;
    private volatile Attempt<T> latest;
    private volatile boolean cancelled;

    ChallengedExchange(
            Host host,
            HttpClient client,
            HttpRequest request,
            McpRequest mcp,
            BodyHandler<T> bodyHandler,
            @Nullable PushPromiseHandler<T> pushPromises) {
        this.host = host;
        this.client = client;
        this.request = request;
        this.bodyHandler = bodyHandler;
        this.pushPromises = pushPromises;
        this.first = new Attempt<>(this, mcp, request, true);
        this.latest = first;
        this.deadline = new CallDeadline(request.timeout().orElse(null));
    }

    AttemptBodyHandler<T> firstAttempt() {
        return new AttemptBodyHandler<>(first);
    }

    BodyHandler<T> bodyHandler() {
        return bodyHandler;
    }

    HttpClient.Redirect redirectPolicy() {
        return client.followRedirects();
    }

    /** Takes the future the library returned and answers the one the application gets. */
    CompletableFuture<HttpResponse<T>> answer(CompletableFuture<HttpResponse<T>> response) {
        inFlight = response;
        var unused = response.whenComplete((received, failure) -> {
            first.responded(received, failure);
            if (!first.isHeld()) {
                settle(received, failure);
            }
        });
        return answer;
    }

    /** Asks the engine about an attempt's challenge; answers false where the response must not be held back for it. */
    boolean challenge(Attempt<T> attempt, ChallengeResponse challenge) {
        try {
            var decision = host.engine().onChallenge(attempt.mcp(), challenge);
            // A body that cannot be sent twice: its 401 goes on at once, the login makes the next request succeed. So
            // does
            // one that is decided already, as if nobody had looked.
            boolean left = attempt.isFirst() && ChallengedCall.isLeft(decision);
            boolean hold = !left && !answer.isDone() && (Replays.replayable(request) || host.mayRepair());
            if (hold) {
                if (attempt.isFirst()) {
                    deadline.endAt(answer, this::cancel, applicationExecutor());
                }
                decision.whenCompleteAsync((made, fault) -> decide(attempt, made, fault), applicationExecutor());
            }
            return hold;
        } catch (RuntimeException | LinkageError fault) {
            host.fault("asking the engine", request.uri(), fault);
            return false;
        }
    }

    private void decide(Attempt<T> attempt, @Nullable Decision decision, @Nullable Throwable fault) {
        try {
            if (fault != null) {
                host.fault("deciding on a challenge", request.uri(), fault);
            }
            if (isOver()) {
                attempt.discard();
                first.discard();
            } else if (decision instanceof Decision.Repair repair && attempt == first) {
                first.resume(repair.wwwAuthenticate());
                settleFirst();
            } else if (decision instanceof Decision.Retry retry && Replays.replayable(request)) {
                replay(attempt, retry.authorization());
            } else {
                giveBack(attempt);
            }
        } catch (RuntimeException | Error ours) {
            host.fault("replaying a request", request.uri(), ours);
            giveBack(first);
        }
    }

    /** Asks the engine for the document that an attempt was not answered with; answers false where its response must not be held back. */
    boolean search(Attempt<T> attempt) {
        try {
            if (answer.isDone()) {
                return false;
            }
            var document = host.engine().resourceMetadata(attempt.mcp());
            deadline.endAt(answer, this::cancel, applicationExecutor());
            document.whenCompleteAsync(
                    (found, fault) -> documented(attempt, fault == null ? found : Optional.empty(), fault),
                    applicationExecutor());
            return true;
        } catch (RuntimeException | LinkageError fault) {
            host.fault("looking for metadata", request.uri(), fault);
            return false;
        }
    }

    private void documented(Attempt<T> attempt, Optional<String> found, @Nullable Throwable fault) {
        try {
            if (fault != null) {
                host.fault("looking for metadata", request.uri(), fault);
            }
            if (isOver()) {
                attempt.discard();
            } else if (found.isEmpty()) {
                giveBack(attempt);
            } else {
                attempt.replace(found.get());
                settleFirst();
            }
        } catch (RuntimeException | Error ours) {
            host.fault("looking for metadata", request.uri(), ours);
            giveBack(attempt);
        }
    }

    private void settleFirst() {
        var unused = first.response().whenComplete(this::settle);
    }

    private void replay(Attempt<T> challenged, Authorization authorization) {
        if (challenged != first) {
            challenged.discard();
        }
        HttpRequest again = Replays.within(deadline.remaining(), Replays.withAuthorization(request, authorization));
        McpRequest mcp = challenged.mcp().sentWith(authorization, challenged.status());
        send(Replays.clientFor(client, request.uri()), new Attempt<>(this, mcp, again, false));
    }

    private void send(HttpClient sender, Attempt<T> attempt) {
        CompletableFuture<HttpResponse<T>> response =
                sender.sendAsync(attempt.request(), new AttemptBodyHandler<>(attempt), pushPromises);
        latest = attempt;
        inFlight = response;
        if (isOver()) {
            response.cancel(true);
        }
        var unused = response.whenComplete((received, failure) -> {
            attempt.responded(received, failure);
            if (!attempt.isHeld()) {
                replayed(attempt, received, failure);
            }
        });
    }

    private void replayed(Attempt<T> attempt, @Nullable HttpResponse<T> received, @Nullable Throwable failure) {
        if (cancelled) {
            settle(received, failure);
            return;
        }
        if (received == null) {
            // Without us there was a 401 and no second send: that is what the application gets.
            giveBack(first);
            return;
        }
        HttpRequest next = attempt.redirectTarget();
        if (next != null) {
            boolean sameOrigin = Origins.same(next.uri(), request.uri());
            HttpRequest followed = sameOrigin ? withinProtectionSpace(attempt, next) : next;
            send(
                    sameOrigin ? Replays.clientFor(client, request.uri()) : client,
                    attempt.redirected(followed, sameOrigin));
            return;
        }
        first.discard();
        settle(received, failure);
        host.engine().onOutcome(attempt.mcp(), received.statusCode());
    }

    /** Another path of the origin may be another resource, to which the token does not go. */
    private HttpRequest withinProtectionSpace(Attempt<T> attempt, HttpRequest next) {
        return host.engine()
                .authorize(attempt.mcp().at(next.uri()))
                .map(authorization -> Replays.withAuthorization(next, authorization))
                .orElseGet(() -> Replays.withoutAuthorization(next));
    }

    /** The application gets this attempt's response, or its own 401 where that is all that a replay brought. */
    private void giveBack(Attempt<T> attempt) {
        Attempt<T> chosen = attempt.status() == Attempt.UNAUTHORIZED || !attempt.isHeld() ? first : attempt;
        if (attempt != chosen) {
            attempt.discard();
        } else if (first != chosen) {
            first.discard();
        }
        chosen.resume();
        var unused = chosen.response().whenComplete(this::settle);
    }

    private void settle(@Nullable HttpResponse<T> received, @Nullable Throwable failure) {
        if (failure != null) {
            answer.completeExceptionally(failure);
        } else {
            answer.complete(received == null ? null : first.shown(received));
        }
    }

    /**
     * The cancel of the application's future, or of one that depends on it, reaches the exchange on the wire, whose failure is
     * then the application's; the login goes on and serves the next call.
     */
    void cancel() {
        cancelled = true;
        CompletableFuture<HttpResponse<T>> current = inFlight;
        if (current != null) {
            // A dependent's cancel aborts the exchange and leaves it to the JDK what its own future reports.
            current.copy().cancel(true);
            var unused = current.whenComplete(this::settle);
        }
        latest.cancel();
        first.cancel();
    }

    /** Whether the application waits no longer; after the cancel of a dependent its own future may take a moment to say so. */
    private boolean isOver() {
        return cancelled || answer.isDone();
    }

    /** Where the application's body handler and subscribers may run: never on a thread of the agent's. */
    private Executor applicationExecutor() {
        return client.executor().orElseGet(ForkJoinPool::commonPool);
    }
}
