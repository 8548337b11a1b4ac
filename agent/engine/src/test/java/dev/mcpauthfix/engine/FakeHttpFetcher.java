package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.port.HttpFetcher;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Answers from a script and records what it was asked. A URL without a script is answered 404; the last of several answers
 * to one URL repeats.
 */
public final class FakeHttpFetcher implements HttpFetcher {

    private final Map<String, Deque<Function<Request, Result>>> script = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();

    @Override
    public synchronized Result fetch(Request request) {
        requests.add(request);
        Deque<Function<Request, Result>> answers = script.get(request.uri().toString());
        if (answers == null) {
            return answer(request.uri(), 404, "Not Found");
        }
        Function<Request, Result> next = answers.size() > 1 ? answers.remove() : answers.element();
        return next.apply(request);
    }

    /** Answers 200 with this JSON. */
    public FakeHttpFetcher serves(String url, String json) {
        return answers(url, 200, json);
    }

    /** Answers this status and body. */
    public FakeHttpFetcher answers(String url, int status, String body) {
        return computes(url, request -> answer(request.uri(), status, body));
    }

    /** Gives no answer. */
    public FakeHttpFetcher isUnreachable(String url) {
        return computes(url, request -> new Unreachable("connection refused"));
    }

    /** Refuses by policy. */
    public FakeHttpFetcher refuses(String url, Refused.Cause cause) {
        return computes(url, request -> new Refused(cause, "not allowed by the test"));
    }

    /** Answers what the function makes of the request. */
    public synchronized FakeHttpFetcher computes(String url, Function<Request, Result> answer) {
        script.computeIfAbsent(url, absent -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** All requests, in order. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The URLs of all requests, in order. */
    public synchronized List<String> urls() {
        return requests.stream().map(request -> request.uri().toString()).toList();
    }

    private static Answer answer(URI uri, int status, String body) {
        return new Answer(status, Map.of("content-type", List.of("application/json")), body, uri);
    }
}
