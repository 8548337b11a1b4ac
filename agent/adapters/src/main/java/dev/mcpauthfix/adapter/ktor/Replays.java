package dev.mcpauthfix.adapter.ktor;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.ReplayableCall;
import dev.mcpauthfix.engine.Authorization;
import io.ktor.client.call.HttpClientCall;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.http.content.OutgoingContent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.ContinuationKt;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.ExecutorsKt;
import kotlinx.coroutines.Job;
import org.jspecify.annotations.Nullable;

/** How a request is sent once more: through the same pipeline, in the application's own coroutine context. */
final class Replays implements ReplayableCall<HttpClientCall> {

    private final Host host;
    private final Hop hop;
    private final HttpClientCall first;
    private final CoroutineContext context;

    Replays(Host host, Hop hop, HttpClientCall first, CoroutineContext context) {
        this.host = host;
        this.hop = hop;
        this.first = first;
        this.context = context;
    }

    @Override
    public int status(HttpClientCall response) {
        return response.getResponse().getStatus().getValue();
    }

    @Override
    public List<String> headers(HttpClientCall response, String name) {
        List<String> values = response.getResponse().getHeaders().getAll(name);
        return values == null ? List.of() : values;
    }

    @Override
    public boolean isReplayable() {
        Object content = hop.body();
        while (isWrapper(content.getClass().getSuperclass())) {
            content = ((OutgoingContent.ContentWrapper) content).delegate();
        }
        return content instanceof OutgoingContent.ByteArrayContent || content instanceof OutgoingContent.NoContent;
    }

    /** By name: the wrapper came with Ktor 3. */
    private static boolean isWrapper(@Nullable Class<?> type) {
        return type != null && type.getName().equals("io.ktor.http.content.OutgoingContent$ContentWrapper");
    }

    @Override
    public CompletionStage<HttpClientCall> send(Authorization authorization) {
        CompletableFuture<HttpClientCall> sent = new CompletableFuture<>();
        if (!goesWith(authorization)) {
            sent.completeExceptionally(new IllegalStateException("a redirect led away from what the token is for"));
            return sent;
        }
        HttpRequestBuilder again = hop.with(authorization);
        ContinuationKt.startCoroutine(
                (Continuation<? super Object> sending) -> hop.pipeline().execute(again, hop.body(), sending),
                new Completion(context, sent));
        return sent;
    }

    /** The engine knows the call by where the application sent it; another path of the origin may be another resource. */
    private boolean goesWith(Authorization authorization) {
        return !hop.isRedirected()
                || host.engine()
                        .authorize(hop.mcp())
                        .map(authorization::sameToken)
                        .orElse(false);
    }

    @Override
    public HttpClientCall withChallenge(HttpClientCall response, List<String> wwwAuthenticate) {
        return RepairedCall.withChallenge(response, wwwAuthenticate);
    }

    @Override
    public HttpClientCall withDocument(HttpClientCall response, String json) {
        HttpClientCall documented = RepairedCall.withDocument(response, json);
        discard(response);
        return documented;
    }

    /** As the library gives up a response that it sends another request for. */
    @Override
    public void discard(HttpClientCall response) {
        CoroutineScopeKt.cancel(response, null);
    }

    @Override
    public boolean isOver() {
        return isCancelled(context.get(Job.Key)) || isCancelled(hop.request().getExecutionContext());
    }

    private static boolean isCancelled(@Nullable Job job) {
        return job != null && job.isCancelled();
    }

    /** The engine's dispatcher, where a response is resumed from too; the application's own comes after it. */
    @Override
    public Executor executor() {
        return ExecutorsKt.asExecutor(first.getClient().getEngine().getDispatcher());
    }

    /** The end of a replay. */
    private record Completion(CoroutineContext context, CompletableFuture<HttpClientCall> sent)
            implements Continuation<Object> {

        @Override
        public CoroutineContext getContext() {
            return context;
        }

        @Override
        @SuppressWarnings("PMD.AvoidCatchingThrowable") // whatever the library fails with
        public void resumeWith(Object result) {
            try {
                ResultKt.throwOnFailure(result);
                sent.complete((HttpClientCall) result);
            } catch (Throwable failure) {
                sent.completeExceptionally(failure);
            }
        }
    }
}
