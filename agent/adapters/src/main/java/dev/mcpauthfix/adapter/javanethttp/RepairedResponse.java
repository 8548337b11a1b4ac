package dev.mcpauthfix.adapter.javanethttp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A response of the library's with another head: that which the application's body handler has seen already. */
final class RepairedResponse<T> implements HttpResponse<T> {

    private static final String CHALLENGE = "www-authenticate";

    /**
     * A head as the application is to see it.
     *
     * @param original the head that the server sent
     */
    record Head(int statusCode, HttpHeaders headers, HttpClient.Version version, ResponseInfo original)
            implements ResponseInfo {

        /** As the JDK's own says it: applications write it into their messages, where headers have no place. */
        @Override
        public String toString() {
            return original.toString();
        }
    }

    private final HttpResponse<T> response;
    private final ResponseInfo head;

    RepairedResponse(HttpResponse<T> response, ResponseInfo head) {
        this.response = response;
        this.head = head;
    }

    /** A head with these challenges in place of its own. */
    static Head withChallenge(ResponseInfo original, List<String> wwwAuthenticate) {
        Map<String, List<String>> headers =
                new LinkedHashMap<>(original.headers().map());
        String name = headers.keySet().stream()
                .filter(CHALLENGE::equalsIgnoreCase)
                .findFirst()
                .orElse(CHALLENGE);
        headers.put(name, wwwAuthenticate);
        return new Head(
                original.statusCode(), HttpHeaders.of(headers, (key, value) -> true), original.version(), original);
    }

    /** A head for a JSON document of this length. */
    static Head ofDocument(ResponseInfo original, int length) {
        Map<String, List<String>> headers =
                Map.of("content-type", List.of("application/json"), "content-length", List.of(String.valueOf(length)));
        return new Head(200, HttpHeaders.of(headers, (key, value) -> true), original.version(), original);
    }

    @Override
    public int statusCode() {
        return head.statusCode();
    }

    @Override
    public HttpRequest request() {
        return response.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return response.previousResponse();
    }

    @Override
    public HttpHeaders headers() {
        return head.headers();
    }

    @Override
    public T body() {
        return response.body();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return response.sslSession();
    }

    @Override
    public URI uri() {
        return response.uri();
    }

    @Override
    public HttpClient.Version version() {
        return response.version();
    }

    @Override
    public String toString() {
        return "(" + request().method() + " " + uri() + ") " + statusCode();
    }
}
