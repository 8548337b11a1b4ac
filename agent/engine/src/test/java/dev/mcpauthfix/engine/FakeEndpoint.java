package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.port.HttpFetcher;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One endpoint that gives each answer once, and the last one for ever; answers may be added while it is in use. */
public final class FakeEndpoint implements Function<HttpFetcher.Request, HttpFetcher.Result> {

    private final Deque<Function<HttpFetcher.Request, HttpFetcher.Result>> script = new ArrayDeque<>();
    private Function<HttpFetcher.Request, HttpFetcher.Result> last =
            request -> new HttpFetcher.Unreachable("nothing scripted");

    /** Then answers this status and body. */
    public FakeEndpoint then(int status, String body) {
        return then(request -> new HttpFetcher.Answer(
                status, Map.of("content-type", List.of("application/json")), body, request.uri()));
    }

    /** Then does this. */
    public synchronized FakeEndpoint then(Function<HttpFetcher.Request, HttpFetcher.Result> answer) {
        script.add(answer);
        return this;
    }

    @Override
    public HttpFetcher.Result apply(HttpFetcher.Request request) {
        Function<HttpFetcher.Request, HttpFetcher.Result> next;
        synchronized (this) {
            last = script.isEmpty() ? last : script.remove();
            next = last;
        }
        return next.apply(request);
    }
}
