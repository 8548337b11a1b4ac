package dev.mcpauthfix.it.wire;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request that went over the wire, and how it was answered. It keeps the names of parameters, never their values. */
public final class WireExchange {

    private static final Pattern RPC_METHOD = Pattern.compile("\"method\"\\s*:\\s*\"([^\"]+)\"");

    private final String origin;
    private final WireRequest request;
    private final Instant arrived;
    private volatile int status;

    WireExchange(String origin, WireRequest request, Instant arrived) {
        this.origin = origin;
        this.request = request;
        this.arrived = arrived;
    }

    /** Notes the answer's status. */
    public void answered(int status) {
        this.status = status;
    }

    /** Scheme and authority of the server that got it. */
    public String origin() {
        return origin;
    }

    public String method() {
        return request.method();
    }

    public String path() {
        return request.path();
    }

    public Instant arrived() {
        return arrived;
    }

    /** The answer's status, 0 while there is none. */
    public int status() {
        return status;
    }

    /** Names of the query's and the form's parameters. */
    public Set<String> parameterNames() {
        Set<String> names = new TreeSet<>(request.parameters().keySet());
        names.addAll(request.form().keySet());
        return names;
    }

    /** A header's first value by its lower-case name, null where absent. */
    public @Nullable String header(String lowerCaseName) {
        return request.headers().get(lowerCaseName);
    }

    /** All that two sends of one request have in common: the identifier in the message is another each time, and its length may be. */
    public String whole() {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.remove("content-length");
        return method() + " " + path() + " " + headers + " " + request.body().replaceAll("\"id\":\"[^\"]*\"", "\"id\"");
    }

    /** Whether it carried a Bearer token (RFC 6750, section 2.1). */
    public boolean carriedToken() {
        String authorization = header("authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    /** The JSON-RPC method of an MCP message, null for anything else. */
    public @Nullable String rpcMethod() {
        Matcher method = RPC_METHOD.matcher(request.body());
        return request.body().startsWith("{\"jsonrpc\"") || request.body().contains("\"jsonrpc\"")
                ? method.find() ? method.group(1) : null
                : null;
    }

    @Override
    public String toString() {
        return method() + " " + path() + " " + status;
    }
}
