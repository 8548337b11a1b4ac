package dev.mcpauthfix.it.contract;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Answers that no login of ours can do anything about, where the origin has no authorization server. */
enum Refusal implements ContractServer.Route {
    API_KEY(401, "{\"message\":\"No API key found\"}", "ApiKey realm=\"tools\""),
    BASIC(401, "Unauthorized", "Basic realm=\"tools\""),
    DIGEST(401, "Unauthorized", "Digest realm=\"tools\", qop=\"auth\", nonce=\"7ypf\", algorithm=SHA-256"),
    NEGOTIATE(401, "Unauthorized", "Negotiate", "NTLM"),
    SEVERAL(401, "Unauthorized", "Basic realm=\"a\", Digest realm=\"b\", nonce=\"1\"", "ApiKey"),
    BEARER_WITH_NOTHING_BEHIND(401, "{\"error\":\"invalid_token\"}", "Bearer error=\"invalid_token\""),
    MALFORMED_CHALLENGE(401, "Unauthorized", "Bearer error=\"unclosed, =,,\"\"\\"),
    BARE(401, "{\"errors\":[\"Unauthorized\"]}"),
    BARE_WITHOUT_BODY(401, ""),
    LARGE(401, ("x".repeat(127) + "\n").repeat(16 * 1024)),
    FORBIDDEN(403, "{\"error\":\"forbidden\"}"),
    FORBIDDEN_BASIC(403, "Forbidden", "Basic realm=\"tools\""),
    FORBIDDEN_WITHOUT_BODY(403, "", "Basic realm=\"tools\""),
    NOT_FOUND(404, "Not Found"),
    SERVER_ERROR(500, "{\"error\":\"oops\"}"),
    PROXY_LIKE(407, "Proxy Authentication Required") {
        @Override
        void addHeaders(HttpExchange exchange) {
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
        }
    },
    GZIP(401, "") {
        @Override
        byte[] body() throws IOException {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(decoded());
            }
            return compressed.toByteArray();
        }

        @Override
        byte[] decoded() {
            return "{\"errors\":[\"Unauthorized\"]}".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        void addHeaders(HttpExchange exchange) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
    };

    private final int status;
    private final String body;

    @SuppressWarnings("ImmutableEnumChecker") // from List.of
    private final List<String> challenges;

    Refusal(int status, String body, String... challenges) {
        this.status = status;
        this.body = body;
        this.challenges = List.of(challenges);
    }

    int status() {
        return status;
    }

    byte[] body() throws IOException {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** The body as a client gets it that takes away the content coding. */
    byte[] decoded() throws IOException {
        return body();
    }

    void addHeaders(HttpExchange exchange) {}

    @Override
    public void answer(Received request, HttpExchange exchange) throws IOException {
        if (!challenges.isEmpty()) {
            exchange.getResponseHeaders().put("WWW-Authenticate", challenges);
        }
        exchange.getResponseHeaders().put("X-Twice", List.of("one", "two"));
        exchange.getResponseHeaders().put("Set-Cookie", List.of("a=1", "b=2"));
        addHeaders(exchange);
        ContractServer.send(exchange, status, body());
    }
}
