package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.LadderEnd;
import dev.mcpauthfix.runtime.probe.Survey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes surveys of a server at {@code https://tools.example/team/mcp}, one answer after the other. */
final class Surveyed {

    static final String ORIGIN = "https://tools.example";
    static final String MCP = ORIGIN + "/team/mcp";
    static final String RESOURCE_PATH = ORIGIN + "/.well-known/oauth-protected-resource/team/mcp";
    static final String RESOURCE_ROOT = ORIGIN + "/.well-known/oauth-protected-resource";
    static final String OAUTH_ROOT = ORIGIN + "/.well-known/oauth-authorization-server";
    static final String OPENID_ROOT = ORIGIN + "/.well-known/openid-configuration";
    static final String AUTHORIZE = ORIGIN + "/authorize";
    static final String ISSUER = "https://login.example/tenant";
    static final String ISSUER_OAUTH = "https://login.example/.well-known/oauth-authorization-server/tenant";
    static final String ISSUER_OPENID = "https://login.example/.well-known/openid-configuration/tenant";
    static final String ISSUER_APPENDED = "https://login.example/tenant/.well-known/openid-configuration";

    private final String mcp;
    private final Map<String, Exchange> gets = new LinkedHashMap<>();
    private final List<Exchange> others = new ArrayList<>();
    private @Nullable Exchange moved;
    private Exchange first;
    private @Nullable LadderEnd lenient;

    private Surveyed(String mcp) {
        this.mcp = mcp;
        this.first = exchange(Purpose.MCP_REQUEST, "POST", mcp, 401, null, "");
    }

    /** A 401 with this challenge, and a 404 everywhere that clients ask. */
    static Surveyed refusing(String... challenges) {
        return refusingAt(MCP, challenges);
    }

    static Surveyed refusingAt(String mcp, String... challenges) {
        Surveyed surveyed = new Surveyed(mcp).answering(401, challenges);
        List.of(RESOURCE_PATH, RESOURCE_ROOT).forEach(url -> surveyed.get(Purpose.RESOURCE_METADATA, url, 404, null));
        List.of(OAUTH_ROOT, OPENID_ROOT, ISSUER_OAUTH, ISSUER_OPENID, ISSUER_APPENDED)
                .forEach(url -> surveyed.get(Purpose.SERVER_METADATA, url, 404, null));
        return surveyed;
    }

    /** Protected resource metadata at the well-known path, and the server that it names. */
    static Surveyed healthy() {
        return refusing("Bearer resource_metadata=\"" + RESOURCE_PATH + "\"")
                .resource(RESOURCE_PATH, MCP)
                .server(ISSUER_OAUTH, ISSUER);
    }

    Surveyed answering(int status, String... challenges) {
        Map<String, List<String>> headers =
                challenges.length == 0 ? Map.of() : Map.of("www-authenticate", List.of(challenges));
        first = new Exchange(
                Purpose.MCP_REQUEST,
                "POST",
                mcp,
                Came.ANSWER,
                status,
                mcp,
                headers,
                null,
                "",
                "",
                "",
                null,
                List.of(),
                1);
        return this;
    }

    /** A 2xx with this object in its body, as JSON. */
    Surveyed answeringJson(Map<String, @Nullable Object> members) {
        first = exchange(Purpose.MCP_REQUEST, "POST", mcp, 200, JsonObject.of(members), "");
        return this;
    }

    /** As an MCP server answers without a token that it does not want. */
    Surveyed open() {
        return answeringJson(Map.of("jsonrpc", "2.0", "result", "{...}"));
    }

    /** A 2xx of this media type. */
    Surveyed answeringType(String type) {
        first = exchange(Purpose.MCP_REQUEST, "POST", mcp, Came.ANSWER, 200, mcp, type, "", "");
        return this;
    }

    Surveyed unreachable(String reason) {
        return unanswered(Came.UNREACHABLE, reason);
    }

    Surveyed unanswered(Came came, String reason) {
        first = exchange(Purpose.MCP_REQUEST, "POST", mcp, came, 0, mcp, "", "", reason);
        return this;
    }

    /** The first address leads to the one of the survey. */
    Surveyed movedFrom(String address) {
        moved = exchange(Purpose.MCP_REQUEST, "POST", address, 307, null, "");
        return this;
    }

    Surveyed resource(String url, String resource) {
        return document(url, Map.of("resource", resource, "authorization_servers", List.of(ISSUER)));
    }

    Surveyed server(String url, String issuer) {
        return document(url, metadata(issuer));
    }

    /** Everything that any client asks of authorization server metadata. */
    static Map<String, @Nullable Object> metadata(String issuer) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("issuer", issuer);
        members.put("authorization_endpoint", ISSUER + "/authorize");
        members.put("token_endpoint", ISSUER + "/token");
        members.put("registration_endpoint", ISSUER + "/register");
        members.put("response_types_supported", List.of("code"));
        members.put("code_challenge_methods_supported", List.of("S256"));
        return members;
    }

    Surveyed document(String url, Map<String, @Nullable Object> members) {
        return get(purpose(url), url, 200, JsonObject.of(members));
    }

    /** An answer without a document. */
    Surveyed status(String url, int status) {
        return get(purpose(url), url, status, null);
    }

    Surveyed without(String url) {
        gets.remove(url);
        return this;
    }

    Surveyed assumed(int status, String digest) {
        gets.put(AUTHORIZE, exchange(Purpose.ASSUMED_ENDPOINT, "GET", AUTHORIZE, status, null, digest));
        return this;
    }

    Surveyed page(String url, String digest) {
        return pageAt(url, url, digest);
    }

    /** A page that a redirect within the origin led to. */
    Surveyed pageAt(String url, String answeredBy, String digest) {
        return got(url, Came.ANSWER, 200, answeredBy, "text/html; charset=utf-8", digest, "");
    }

    /** Nothing that the probe could show. */
    Surveyed noAnswer(String url, Came came, String reason) {
        return got(url, came, 0, url, "", "", reason);
    }

    /** A request that a rule of the probe's ended, in the words of its fetcher. */
    Surveyed refused(String url, String rule) {
        return noAnswer(url, Came.REFUSED, "GET \"" + url + "\" refused: " + rule);
    }

    private Surveyed got(
            String url, Came came, int status, String answeredBy, String type, String digest, String reason) {
        gets.put(url, exchange(purpose(url), "GET", url, came, status, answeredBy, type, digest, reason));
        return this;
    }

    Surveyed registration(int status) {
        others.add(exchange(Purpose.REGISTRATION, "POST", ISSUER + "/register", status, null, ""));
        return this;
    }

    Surveyed registrationWithoutAnswer() {
        String url = ISSUER + "/register";
        others.add(exchange(Purpose.REGISTRATION, "POST", url, Came.UNREACHABLE, 0, url, "", "", "gone"));
        return this;
    }

    Surveyed engineFound(Rung rung, boolean registers) {
        lenient = new LadderEnd(rung, null, null, "", MCP, ISSUER, registers, false, 3);
        return this;
    }

    Surveyed engineStopped(Why why, String reason) {
        lenient = new LadderEnd(null, why, null, reason, "", "", false, false, 3);
        return this;
    }

    Survey survey() {
        List<Exchange> all = new ArrayList<>();
        if (moved != null) {
            all.add(moved);
        }
        all.add(first);
        all.addAll(gets.values());
        all.addAll(others);
        return new Survey(mcp, Instant.EPOCH, "a test", all, lenient, null, 1);
    }

    private Surveyed get(Purpose purpose, String url, int status, @Nullable JsonObject document) {
        gets.put(url, exchange(purpose, "GET", url, status, document, ""));
        return this;
    }

    private static Purpose purpose(String url) {
        if (url.equals(AUTHORIZE)) {
            return Purpose.ASSUMED_ENDPOINT;
        }
        return url.contains("oauth-protected-resource") || !url.contains("/.well-known/")
                ? Purpose.RESOURCE_METADATA
                : Purpose.SERVER_METADATA;
    }

    private static Exchange exchange(
            Purpose purpose,
            String method,
            String url,
            Came came,
            int status,
            String answeredBy,
            String type,
            String digest,
            String reason) {
        Map<String, List<String>> headers = type.isEmpty() ? Map.of() : Map.of("content-type", List.of(type));
        return new Exchange(
                purpose, method, url, came, status, answeredBy, headers, null, "", digest, reason, null, List.of(), 1);
    }

    private static Exchange exchange(
            Purpose purpose, String method, String url, int status, @Nullable JsonObject document, String digest) {
        return new Exchange(
                purpose, method, url, Came.ANSWER, status, url, Map.of(), document, "", digest, "", null, List.of(), 1);
    }
}
