package dev.mcpauthfix.engine.port;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends the agent's own requests: bounded in size and time, with no cookies, no redirects across origins, and no address
 * that the protected resource does not justify (attacks S1, S2, S3, S12, S17, S18). It blocks, and it never throws.
 */
@FunctionalInterface
public interface HttpFetcher {

    /** Sends the request and reads the whole answer. */
    Result fetch(Request request);

    /**
     * One request of the agent.
     *
     * @param method {@code GET}, which follows redirects within the origin, or {@code POST}, which follows none
     * @param uri an absolute http or https URI
     * @param headers header lines by name; {@code Host}, {@code Content-Length} and {@code Connection} are the fetcher's
     * @param body the body, sent as UTF-8, null for none
     * @param onBehalfOf the MCP server's URI: what it reaches (loopback, a private network) the agent may reach too
     * @param network how the application's client reaches the network
     */
    record Request(
            String method,
            URI uri,
            Map<String, String> headers,
            @Nullable String body,
            URI onBehalfOf,
            NetworkPath network) {

        /** Method and address without its query: headers and body hold secrets. */
        @Override
        public String toString() {
            return "Request[" + method + " " + UrlRules.bare(uri) + "]";
        }
    }

    /** What came of a request. */
    sealed interface Result {}

    /**
     * A complete HTTP answer of any status.
     *
     * @param status the HTTP status code
     * @param headers header values by lower-case name
     * @param body the body read as UTF-8 without a byte order mark, at most 256 KiB on the wire
     * @param uri the URI that answered, after redirects
     */
    record Answer(int status, Map<String, List<String>> headers, String body, URI uri) implements Result {

        /** The first value of a header, null where absent. */
        public @Nullable String header(String name) {
            List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
            return values == null || values.isEmpty() ? null : values.get(0);
        }

        /** The status only: a body may hold tokens. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * Refused before or instead of an answer.
     *
     * @param cause what policy forbids here
     * @param reason a few words fit for a log line
     */
    record Refused(Cause cause, String reason) implements Result {

        /** What policy may forbid. */
        public enum Cause {
            /** The scheme, or the address that the host resolves to: nothing was sent. */
            ADDRESS,
            /** A redirect to another origin, to plain http, or one too many. */
            REDIRECT,
            /** An answer too large or too deep to be a document. */
            SIZE
        }
    }

    /** No answer: name resolution, connection, TLS or time. */
    record Unreachable(String reason) implements Result {}
}
