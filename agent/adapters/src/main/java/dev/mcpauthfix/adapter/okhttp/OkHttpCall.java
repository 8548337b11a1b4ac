package dev.mcpauthfix.adapter.okhttp;

import dev.mcpauthfix.adapter.CallFailure;
import dev.mcpauthfix.adapter.CallerThread;
import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.ReplayableCall;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** A call of the application that was challenged, on the thread that it was made or dispatched on. */
final class OkHttpCall implements ReplayableCall<Response> {

    private static final String CHALLENGE = "WWW-Authenticate";
    private static final int OK = 200;

    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;

    private final Host host;
    private final OkHttpClient client;
    private final Call call;
    private final Request request;
    private final McpRequest mcp;
    private final CallerThread thread = new CallerThread();
    private final CompletableFuture<Response> ended = new CompletableFuture<>();
    private volatile @Nullable Call replay;

    /** Said before the library's own call says so: what was sent again ends first, and that is then no reason to give the refusal back. */
    private volatile boolean cancelled;

    OkHttpCall(Host host, OkHttpClient client, Call call, Request request, McpRequest mcp) {
        this.host = host;
        this.client = client;
        this.call = call;
        this.request = request;
        this.mcp = mcp;
    }

    /** Waits for the response that the application gets. */
    Response answer(Response first, Consumer<OkHttpCall> cancellable) {
        ChallengedCall<Response> challenged = new ChallengedCall<>(host, this);
        if (challenged.isSettled(mcp, first)) {
            return first;
        }
        cancellable.accept(this);
        try {
            CompletableFuture<Response> answer = challenged.answer(mcp, first);
            return thread.await(answer.applyToEither(ended, response -> response));
        } catch (InterruptedException interrupted) {
            first.close();
            // As okio has it.
            Thread.currentThread().interrupt();
            throw new CallFailure(new InterruptedIOException("interrupted"));
        } catch (ExecutionException over) {
            first.close();
            throw new CallFailure(over.getCause() instanceof IOException librarys ? librarys : canceled());
        }
    }

    /** The application's own cancel, or its call's timeout. */
    void cancel() {
        cancelled = true;
        Call current = replay;
        if (current != null) {
            current.cancel();
        }
        ended.completeExceptionally(canceled());
    }

    /** As a call has it that is cancelled while it waits for a server. */
    private static IOException canceled() {
        return new SocketException("Socket closed");
    }

    @Override
    public CompletionStage<Response> send(Authorization authorization) {
        OkHttpClient.Builder own = client.newBuilder();
        // They have seen this request; what they are to see of it is its answer.
        own.interceptors().clear();
        Replay tag = new Replay(mcp.sentWith(authorization), request);
        Call again =
                own.build().newCall(request.newBuilder().tag(Replay.class, tag).build());
        replay = again;
        if (isOver()) {
            again.cancel();
        }
        try {
            return CompletableFuture.completedFuture(again.execute());
        } catch (IOException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public int status(Response response) {
        return response.code();
    }

    @Override
    public List<String> headers(Response response, String name) {
        return response.headers(name);
    }

    @Override
    public Response withChallenge(Response response, List<String> wwwAuthenticate) {
        Headers.Builder headers = response.headers().newBuilder().removeAll(CHALLENGE);
        // A server may write what it likes into the other lines.
        wwwAuthenticate.forEach(line -> headers.addUnsafeNonAscii(CHALLENGE, line));
        return response.newBuilder().headers(headers.build()).build();
    }

    @Override
    @SuppressWarnings("deprecation") // what replaces it is Kotlin's alone, and 3.14 has it not
    public Response withDocument(Response response, String json) {
        byte[] document = json.getBytes(StandardCharsets.UTF_8);
        Response documented = response.newBuilder()
                .code(OK)
                .message("OK")
                .headers(Headers.of(
                        "Content-Type", "application/json", "Content-Length", String.valueOf(document.length)))
                .body(ResponseBody.create(MediaType.get("application/json"), document))
                .build();
        response.close();
        return documented;
    }

    /** A body that is asked for its bytes twice, or that talks while it is read, is good for one send. */
    @Override
    public boolean isReplayable() {
        RequestBody body = request.body();
        return body == null || (!body.isDuplex() && !body.isOneShot());
    }

    @Override
    public void discard(Response response) {
        ResponseBody body = response.body();
        if (body != null) {
            body.close();
        }
    }

    @Override
    public boolean isOver() {
        return cancelled || call.isCanceled();
    }

    @Override
    public Executor executor() {
        return thread;
    }
}
