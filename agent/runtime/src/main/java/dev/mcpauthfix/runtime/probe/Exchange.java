package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.runtime.http.Failing;
import dev.mcpauthfix.runtime.http.Hop;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and what came of it, fit to be shown: no values of queries and cookies, no token, no character that a terminal would
 * obey.
 *
 * @param purpose what it was for
 * @param method the HTTP method
 * @param url the address, with {@code ***} for the values of its query
 * @param came what kind of outcome it was
 * @param status the HTTP status code, 0 where there is no answer
 * @param answeredBy the address that answered after redirects, the same as {@code url} where there were none
 * @param headers the header lines that tell something, by lower-case name
 * @param document the members that the specifications name of a JSON object in the body, null where the body is none
 * @param excerpt the beginning of the body, at most 400 characters in one line
 * @param digest tells whether two bodies are the same; empty for an empty one
 * @param reason one line where there is no answer, else empty
 * @param failing what failed where there is no answer, null otherwise
 * @param hops the way to the server, as far as it went
 * @param millis how long it took, in milliseconds
 */
public record Exchange(
        Purpose purpose,
        String method,
        String url,
        Came came,
        int status,
        String answeredBy,
        Map<String, List<String>> headers,
        @Nullable JsonObject document,
        String excerpt,
        String digest,
        String reason,
        @Nullable Failing failing,
        List<Hop> hops,
        long millis) {

    /** What a request is for. */
    public enum Purpose {
        /** The first message of an MCP session, without a token. */
        MCP_REQUEST,
        /** Protected resource metadata, at the address that the challenge names (RFC 9728, section 5.1) or a derived one (section 3.1). */
        RESOURCE_METADATA,
        /** Authorization server metadata (RFC 8414, section 3; OpenID Connect Discovery 1.0, section 4). */
        SERVER_METADATA,
        /** The authorization endpoint that MCP 2025-03-26 assumes where there is no metadata. */
        ASSUMED_ENDPOINT,
        /** Dynamic client registration (RFC 7591), which is asked for by name only. */
        REGISTRATION,
        /** The MCP request again, with a token of a login that was asked for by name. */
        MCP_REQUEST_WITH_TOKEN;

        /** As it is spelt outside. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The kinds of outcome. */
    public enum Came {
        /** A complete HTTP answer of any status. */
        ANSWER,
        /** Policy forbade the request, or what it led to. */
        REFUSED,
        /** The network gave no answer. */
        UNREACHABLE,
        /** It was not sent: its server gave no answer before, or the time was up. */
        NOT_ASKED;

        /** As it is spelt outside. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether there is an answer with a 2xx status. */
    public boolean isSuccess() {
        return came == Came.ANSWER && status / 100 == 2;
    }

    /** Whether an MCP server answered as such: with the result of a JSON-RPC request, or with an event stream that will hold one. */
    public boolean isMcpResult() {
        boolean stream = header("content-type").stream()
                .anyMatch(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"));
        boolean result = document != null && document.has("jsonrpc") && document.has("result");
        return isSuccess() && (stream || result);
    }

    /** The values of a header, empty where it is absent or tells nothing. */
    public List<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of());
    }

    /** The outcome in a few words: {@code 404}, {@code 200, HTML}, {@code 200, a JSON object}, or what failed. */
    public String outcome() {
        return switch (came) {
            case ANSWER -> status + answerKind();
            case REFUSED -> "refused";
            case UNREACHABLE -> "no answer";
            case NOT_ASKED -> "not asked";
        };
    }

    private String answerKind() {
        if (document != null) {
            return ", a JSON object";
        }
        List<String> types = header("content-type");
        if (excerpt.isEmpty()) {
            return "";
        }
        String type = types.isEmpty() ? "" : types.get(0).toLowerCase(Locale.ROOT);
        return type.startsWith("text/html")
                ? ", HTML"
                : type.startsWith("text/event-stream") ? ", an event stream" : "";
    }
}
