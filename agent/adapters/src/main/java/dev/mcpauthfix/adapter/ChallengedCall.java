package dev.mcpauthfix.adapter;

import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.Decision;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call once its response is there: a challenge is held back and asked about, and the request sent again for each
 * authorization the engine gives. In the end the application gets a real answer, or its own 401 unread.
 *
 * <p>Never blocks: a blocking library waits with {@link CallerThread}.
 *
 * @param <R> the library's response
 */
public final class ChallengedCall<R> {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Host host;
    private final ReplayableCall<R> call;

    public ChallengedCall(Host host, ReplayableCall<R> call) {
        this.host = host;
        this.call = call;
    }

    /** Whether a response is one that the engine is to be asked about; all others go to the application as they are. */
    public boolean isChallenge(R response) {
        int status = call.status(response);
        return status == UNAUTHORIZED
                || (status == FORBIDDEN
                        && !call.headers(response, "www-authenticate").isEmpty());
    }

    /**
     * Answers the response that the application gets. The stage fails only where the call {@linkplain ReplayableCall#isOver is over}.
     *
     * @param mcp the request as it was sent first
     * @param first the response to it
     */
    public CompletableFuture<R> answer(McpRequest mcp, R first) {
        return mcp.shape() == McpTraffic.Shape.RESOURCE_METADATA ? document(mcp, first) : next(mcp, first, first);
    }

    /** Whether a response to such a request goes to the application as it is, without asking anybody. */
    public boolean isSettled(McpRequest mcp, R response) {
        return mcp.shape() == McpTraffic.Shape.RESOURCE_METADATA ? !lacksDocument(response) : !isChallenge(response);
    }

    private boolean lacksDocument(R response) {
        List<String> types = call.headers(response, "content-type");
        return McpCalls.lacksDocument(call.status(response), types.isEmpty() ? null : types.get(0));
    }

    /** The application's own search for metadata: an answer without a document is held back until it is known whether there is one. */
    private CompletableFuture<R> document(McpRequest mcp, R response) {
        if (!lacksDocument(response)) {
            return CompletableFuture.completedFuture(response);
        }
        CompletionStage<Optional<String>> document;
        try {
            document = host.engine().resourceMetadata(mcp);
        } catch (RuntimeException | LinkageError fault) {
            host.fault("looking for metadata", mcp.uri(), fault);
            return CompletableFuture.completedFuture(response);
        }
        return document.handleAsync(
                        (found, fault) -> documented(mcp, response, fault == null ? found : Optional.empty(), fault),
                        call.executor())
                .thenCompose(answer -> answer)
                .toCompletableFuture();
    }

    private CompletableFuture<R> documented(
            McpRequest mcp, R response, Optional<String> found, @Nullable Throwable fault) {
        if (fault != null) {
            host.fault("looking for metadata", mcp.uri(), fault);
        }
        if (call.isOver()) {
            drop(response, null);
            return CompletableFuture.failedFuture(new CancellationException());
        }
        return CompletableFuture.completedFuture(
                found.isEmpty() ? response : changed(mcp, response, () -> call.withDocument(response, found.get())));
    }

    /** The response as it was changed, or itself where that cannot be done. */
    private R changed(McpRequest mcp, R response, Supplier<@Nullable R> change) {
        try {
            R changed = change.get();
            return changed == null ? response : changed;
        } catch (RuntimeException | LinkageError fault) {
            host.fault("repairing a response", mcp.uri(), fault);
            return response;
        }
    }

    private CompletableFuture<R> next(McpRequest sent, R first, R response) {
        if (!isChallenge(response)) {
            return CompletableFuture.completedFuture(settled(sent, first, response));
        }
        CompletionStage<Decision> decision = ask(sent, response);
        // A body that cannot be sent twice: its 401 goes on at once, and the login makes the next request succeed.
        if (decision == null || (!call.isReplayable() && !host.mayRepair())) {
            return CompletableFuture.completedFuture(first);
        }
        if (response == first && isLeft(decision)) {
            // Nothing to wait for, no thread to change to: as if nobody had looked.
            return CompletableFuture.completedFuture(first);
        }
        return decision.handleAsync((made, fault) -> decided(sent, first, response, made, fault), call.executor())
                .thenCompose(answer -> answer)
                .toCompletableFuture();
    }

    /** Whether it is decided already that the application gets its own response. */
    public static boolean isLeft(CompletionStage<Decision> decision) {
        return decision.toCompletableFuture().getNow(null) instanceof Decision.PassThrough;
    }

    private @Nullable CompletionStage<Decision> ask(McpRequest sent, R response) {
        try {
            List<String> nonces = call.headers(response, "dpop-nonce");
            return host.engine()
                    .onChallenge(
                            sent,
                            new ChallengeResponse(
                                    call.status(response),
                                    call.headers(response, "www-authenticate"),
                                    nonces.isEmpty() ? null : nonces.get(0)));
        } catch (RuntimeException | LinkageError fault) {
            host.fault("asking the engine", sent.uri(), fault);
            return null;
        }
    }

    private CompletableFuture<R> decided(
            McpRequest sent, R first, R response, @Nullable Decision decision, @Nullable Throwable fault) {
        if (fault != null) {
            host.fault("deciding on a challenge", sent.uri(), fault);
        }
        if (call.isOver()) {
            drop(response, null);
            drop(first, response);
            return CompletableFuture.failedFuture(new CancellationException());
        }
        if (decision instanceof Decision.Repair repair && response == first) {
            return CompletableFuture.completedFuture(
                    changed(sent, first, () -> call.withChallenge(first, repair.wwwAuthenticate())));
        }
        if (!(decision instanceof Decision.Retry retry) || !call.isReplayable()) {
            return CompletableFuture.completedFuture(given(first, response));
        }
        int status = call.status(response);
        drop(response, first);
        return replay(sent.sentWith(retry.authorization(), status), first, retry.authorization());
    }

    private CompletableFuture<R> replay(McpRequest again, R first, Authorization authorization) {
        CompletionStage<R> replayed;
        try {
            replayed = call.send(authorization);
        } catch (RuntimeException | LinkageError fault) {
            host.fault("replaying a request", again.uri(), fault);
            return CompletableFuture.completedFuture(first);
        }
        return replayed.handle((response, failure) -> {
                    if (failure == null) {
                        return next(again, first, response);
                    }
                    if (call.isOver()) {
                        drop(first, null);
                        return CompletableFuture.<R>failedFuture(failure);
                    }
                    // Without us there was a 401 and no second send: that is what the application gets.
                    return CompletableFuture.completedFuture(first);
                })
                .thenCompose(answer -> answer)
                .toCompletableFuture();
    }

    private R settled(McpRequest sent, R first, R response) {
        if (response != first) {
            drop(first, null);
            host.engine().onOutcome(sent, call.status(response));
        }
        return response;
    }

    /** The application's own 401 where that is all that a replay brought, else what the replay brought. */
    private R given(R first, R response) {
        R chosen = call.status(response) == UNAUTHORIZED ? first : response;
        drop(chosen == first ? response : first, chosen);
        return chosen;
    }

    private void drop(R response, @Nullable R unless) {
        if (response != unless) {
            try {
                call.discard(response);
            } catch (RuntimeException | LinkageError fault) {
                host.fault("discarding a response", fault);
            }
        }
    }
}
