package dev.mcpauthfix.adapter.ktor;

import io.ktor.client.call.HttpClientCall;
import io.ktor.client.statement.HttpResponse;
import io.ktor.http.Headers;
import io.ktor.http.HeadersBuilder;
import io.ktor.http.HttpProtocolVersion;
import io.ktor.http.HttpStatusCode;
import io.ktor.util.date.GMTDate;
import io.ktor.utils.io.ByteChannelCtorKt;
import io.ktor.utils.io.ByteReadChannel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.Job;
import kotlinx.coroutines.JobKt;
import org.jspecify.annotations.Nullable;

/** A call as the application is to see it: that of the library with another response, which has other headers or another body too. */
final class RepairedCall extends HttpClientCall {

    private static final String CHALLENGE = "WWW-Authenticate";
    private static final MethodHandle CONTENT = contentGetter();

    private RepairedCall(HttpClientCall call) {
        super(call.getClient());
        setRequest(call.getRequest());
    }

    private HttpClientCall answeredBy(HttpResponse response) {
        setResponse(response);
        return this;
    }

    /** The call with these challenges in place of its response's own; the body stays where it is until somebody reads it. */
    static HttpClientCall withChallenge(HttpClientCall call, List<String> wwwAuthenticate) {
        HttpResponse original = call.getResponse();
        HeadersBuilder headers = new HeadersBuilder();
        headers.appendAll(original.getHeaders());
        headers.remove(CHALLENGE);
        headers.appendAll(CHALLENGE, wwwAuthenticate);
        RepairedCall repaired = new RepairedCall(call);
        return repaired.answeredBy(new Response(
                repaired, original, original.getStatus(), headers.build(), null, original.getCoroutineContext()));
    }

    /** The call with a response that has this document; nothing of its own is read. */
    static HttpClientCall withDocument(HttpClientCall call, String json) {
        HeadersBuilder headers = new HeadersBuilder();
        headers.append("Content-Type", "application/json");
        headers.append("Content-Length", String.valueOf(json.getBytes(StandardCharsets.UTF_8).length));
        RepairedCall repaired = new RepairedCall(call);
        // The library ends a response's job when it is read, and that of what came in its place is given up.
        CoroutineContext own = call.getResponse().getCoroutineContext().plus(JobKt.Job((Job) null));
        return repaired.answeredBy(new Response(
                repaired, call.getResponse(), HttpStatusCode.Companion.getOK(), headers.build(), json, own));
    }

    /** Ktor 3 calls it raw. */
    private static MethodHandle contentGetter() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        MethodType type = MethodType.methodType(ByteReadChannel.class);
        try {
            try {
                return lookup.findVirtual(HttpResponse.class, "getRawContent", type);
            } catch (NoSuchMethodException ktor2) {
                return lookup.findVirtual(HttpResponse.class, "getContent", type);
            }
        } catch (ReflectiveOperationException unfit) {
            throw new NoSuchMethodError("HttpResponse.getRawContent: " + unfit.getMessage());
        }
    }

    /** What a response of the library's is shown as. */
    static final class Response extends HttpResponse {

        private final HttpClientCall call;
        private final HttpResponse original;
        private final HttpStatusCode status;
        private final Headers headers;
        private final @Nullable String body;
        private final CoroutineContext context;

        Response(
                HttpClientCall call,
                HttpResponse original,
                HttpStatusCode status,
                Headers headers,
                @Nullable String body,
                CoroutineContext context) {
            this.call = call;
            this.original = original;
            this.status = status;
            this.headers = headers;
            this.body = body;
            this.context = context;
        }

        @Override
        public HttpClientCall getCall() {
            return call;
        }

        @Override
        public HttpStatusCode getStatus() {
            return status;
        }

        @Override
        public HttpProtocolVersion getVersion() {
            return original.getVersion();
        }

        @Override
        public GMTDate getRequestTime() {
            return original.getRequestTime();
        }

        @Override
        public GMTDate getResponseTime() {
            return original.getResponseTime();
        }

        @Override
        public Headers getHeaders() {
            return headers;
        }

        @Override
        public CoroutineContext getCoroutineContext() {
            return context;
        }

        @Override
        public ByteReadChannel getRawContent() {
            return getContent();
        }

        /** Its name in Ktor 2. */
        public ByteReadChannel getContent() {
            if (body != null) {
                return ByteChannelCtorKt.ByteReadChannel(body, StandardCharsets.UTF_8);
            }
            try {
                return (ByteReadChannel) CONTENT.invokeExact(original);
            } catch (RuntimeException | Error failure) {
                throw failure;
            } catch (Throwable undeclared) {
                throw new IllegalStateException(undeclared);
            }
        }
    }
}
