package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.FunnelStep;
import dev.mcpauthfix.cli.doctor.FunnelStep.Mark;
import dev.mcpauthfix.cli.doctor.ServerStack;
import dev.mcpauthfix.cli.doctor.Snippet;
import dev.mcpauthfix.cli.doctor.Verdict;
import dev.mcpauthfix.cli.doctor.client.ClientReading;
import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.doctor.client.Prediction.Outcome;
import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.runtime.http.Failing;
import dev.mcpauthfix.runtime.http.Hop;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.Survey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Diagnoses as they come about, and one whose every text is an attack. */
final class Samples {

    /** What an attacker would write: each of these in every text. */
    static final String HOSTILE =
            "</title></svg></pre><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;&#x27;"
                    + " `code` ``` ~~~ | cell | @everyone #1 [link](javascript:alert(3)) ![i](https://evil.test/x.png) <!-- -->"
                    + " $(touch pwned) `touch pwned` '; touch pwned; ' \\| \n# heading\n\n- [ ] task\n```\n\u001b[31m\u202e\u2028";

    private static final String MCP = "https://mcp.example.com/mcp";
    private static final String ORIGIN = "https://mcp.example.com";
    private static final String HINT = ORIGIN + "/.well-known/oauth-protected-resource/mcp";
    private static final Instant AT = Instant.parse("2026-11-26T14:00:07.120Z");

    private Samples() {}

    /** Each by the name of its file. */
    static Map<String, Diagnosis> all() {
        Map<String, Diagnosis> all = new LinkedHashMap<>();
        all.put("founding", founding());
        all.put("healthy", healthy());
        all.put("api-key", apiKey());
        all.put("expired-certificate", expiredCertificate());
        all.put("many-servers", manyServers());
        all.put("hostile", hostile());
        return all;
    }

    /** A bare 401, and an authorization server at its own origin. */
    static Diagnosis founding() {
        Exchange post = refused(MCP, "Bearer realm=\"mcp\"");
        Exchange path = answer(Purpose.RESOURCE_METADATA, HINT, 404, null);
        Exchange root = answer(Purpose.RESOURCE_METADATA, ORIGIN + "/.well-known/oauth-protected-resource", 404, null);
        Exchange server = answer(
                Purpose.SERVER_METADATA,
                ORIGIN + "/.well-known/oauth-authorization-server",
                200,
                Map.of("issuer", ORIGIN, "registration_endpoint", ORIGIN + "/register"));
        Exchange openId = answer(Purpose.SERVER_METADATA, ORIGIN + "/.well-known/openid-configuration", 404, null);
        List<Exchange> all = List.of(post, path, root, server, openId);
        return new Diagnosis(
                survey(MCP, all),
                Verdict.LENIENT_CONNECTS,
                "Only lenient clients connect: the challenge has no resource_metadata; the authorization server \""
                        + ORIGIN + "\" is found by server-metadata-origin.",
                List.of(
                        "its owner publishes protected resource metadata and adds to every 401: WWW-Authenticate: Bearer"
                                + " resource_metadata=\"" + HINT + "\"",
                        "until then, -javaagent:mcp-auth-fix.jar makes clients on the JVM connect, unmodified"),
                List.of(
                        step("reach the server", Mark.PASSED, "mcp.example.com is 203.0.113.7; TLSv1.3 (41 ms)", post),
                        step("ask without a token", Mark.PASSED, "401"),
                        step("read the challenge", Mark.LACKING, "Bearer realm=\"mcp\": no resource_metadata"),
                        step("find protected resource metadata", Mark.LACKING, "none (404)", path, root),
                        step(
                                "find authorization server metadata",
                                Mark.LACKING,
                                "found by server-metadata-origin",
                                server),
                        step("check for PKCE with S256", Mark.PASSED, "S256 is listed"),
                        step("come by a client identifier", Mark.PASSED, "clients register themselves")),
                List.of(
                        client("strict", Outcome.FAILS, Step.CHALLENGE, "the challenge has no resource_metadata"),
                        client(
                                "MCP Java SDK",
                                Outcome.FAILS,
                                Step.CHALLENGE,
                                "no OAuth at all; its users see \"Authorization error when sending message\""),
                        client("MCP Python SDK", Outcome.CONNECTS, Step.CONNECTED, "asks its origin (200)"),
                        client("mcp-auth-fix", Outcome.CONNECTS, Step.CONNECTED, "found by server-metadata-origin")),
                new ServerStack(
                        "Express", "its X-Powered-By says so", "set WWW-Authenticate before each res.status(401)"),
                List.of(
                        new Snippet(
                                "Express",
                                "js",
                                "res.set('WWW-Authenticate', 'Bearer resource_metadata=\"" + HINT + "\"');"),
                        new Snippet(
                                "any server", "http", "WWW-Authenticate: Bearer resource_metadata=\"" + HINT + "\"")));
    }

    static Diagnosis healthy() {
        String issuer = "https://login.example.org/realms/main";
        Exchange post = refused(MCP, "Bearer resource_metadata=\"" + HINT + "\", scope=\"mcp:read\"");
        Exchange resource = answer(
                Purpose.RESOURCE_METADATA,
                HINT,
                200,
                Map.of("resource", MCP, "authorization_servers", List.of(issuer)));
        Exchange server = answer(
                Purpose.SERVER_METADATA,
                "https://login.example.org/.well-known/oauth-authorization-server/realms/main",
                200,
                Map.of("issuer", issuer));
        return new Diagnosis(
                survey(MCP, List.of(post, resource, server)),
                Verdict.STRICT_CONNECTS,
                "Strict clients connect: the challenge's resource_metadata leads to the authorization server \""
                        + issuer + "\".",
                List.of("nothing has to be done at the server"),
                List.of(
                        step("reach the server", Mark.PASSED, "it answers (41 ms)", post),
                        step("find protected resource metadata", Mark.PASSED, "found by hint", resource),
                        step("find authorization server metadata", Mark.PASSED, "issuer \"" + issuer + "\"", server)),
                List.of(
                        client("strict", Outcome.CONNECTS, Step.CONNECTED, "the hint has all that it takes"),
                        client("langchain4j", Outcome.FAILS, Step.CHALLENGE, "Unexpected status code: 401")),
                null,
                List.of());
    }

    static Diagnosis apiKey() {
        String url = ORIGIN + "/sse?tenant=***";
        Exchange post = refused(url, "ApiKey realm=\"mcp\"");
        return new Diagnosis(
                survey(url, List.of(post)),
                Verdict.NOT_OAUTH,
                "Not an OAuth server: it wants the scheme ApiKey, which is no error.",
                List.of("give the client credentials of that scheme"),
                List.of(
                        step("reach the server", Mark.PASSED, "it answers (41 ms)", post),
                        step("read the challenge", Mark.FAILED, "ApiKey realm=\"mcp\""),
                        step("find protected resource metadata", Mark.SKIPPED, "not come to")),
                List.of(client("strict", Outcome.NEEDS_CREDENTIALS, Step.CHALLENGE, "an API key, as a header")),
                null,
                List.of());
    }

    static Diagnosis expiredCertificate() {
        String reason =
                "POST \"" + MCP + "\": its TLS certificate is not trusted (NotAfter: Sun Nov 01 00:00:00 UTC 2026)";
        Exchange post = missing(Purpose.MCP_REQUEST, "POST", MCP, Came.UNREACHABLE, reason);
        return new Diagnosis(
                survey(MCP, List.of(post)),
                Verdict.UNREACHABLE,
                "Unreachable: " + reason + ".",
                List.of("have the certificate renewed"),
                List.of(step("reach the server", Mark.FAILED, reason, post)),
                List.of(client("strict", Outcome.FAILS, Step.REQUEST, "no TLS")),
                null,
                List.of());
    }

    /** More authorization servers than fit side by side, requests of every outcome, and a redirect. */
    static Diagnosis manyServers() {
        List<Exchange> all = new ArrayList<>();
        all.add(refused(MCP, "Bearer resource_metadata=\"https://elsewhere.example.net/prm\""));
        all.add(missing(
                Purpose.RESOURCE_METADATA,
                "GET",
                "https://elsewhere.example.net/prm",
                Came.REFUSED,
                "GET \"https://elsewhere.example.net/prm\" refused: the host is at 10.0.0.7, private"));
        for (int i = 1; i <= 6; i++) {
            String url = "https://login-" + i
                    + ".identity.europe-west.example.org/.well-known/oauth-authorization-server/tenants/"
                    + "0123456789/".repeat(8) + i;
            all.add(
                    i == 3
                            ? missing(Purpose.SERVER_METADATA, "GET", url, Came.UNREACHABLE, "no connection in 10 s")
                            : answer(Purpose.SERVER_METADATA, url, 503, null));
        }
        Exchange moved = answer(Purpose.SERVER_METADATA, ORIGIN + "/.well-known/openid-configuration", 200, Map.of());
        all.add(new Exchange(
                moved.purpose(),
                moved.method(),
                moved.url(),
                moved.came(),
                moved.status(),
                ORIGIN + "/openid/metadata",
                moved.headers(),
                moved.document(),
                moved.excerpt(),
                moved.digest(),
                "",
                null,
                List.of(),
                12_300));
        all.add(missing(
                Purpose.SERVER_METADATA,
                "GET",
                "https://login-3.identity.europe-west.example.org/.well-known/openid-configuration",
                Came.NOT_ASKED,
                "not asked, since its server gave no answer before"));
        return new Diagnosis(
                survey(MCP, all),
                Verdict.BROKEN,
                "Broken: the challenge's resource_metadata cannot be used, and nothing else leads to an authorization server.",
                List.of(),
                List.of(step("find authorization server metadata", Mark.FAILED, "none", all.toArray(Exchange[]::new))),
                List.of(),
                null,
                List.of());
    }

    static Diagnosis hostile() {
        return hostile(HOSTILE + "x".repeat(2000));
    }

    static Diagnosis hostile(String x) {
        String url = "https://evil.example/" + x;
        Exchange post = new Exchange(
                Purpose.MCP_REQUEST,
                "POST",
                url,
                Came.ANSWER,
                401,
                "https://evil.example/" + x + x,
                Map.of("www-authenticate", List.of(x, x), "content-type", List.of(x)),
                JsonObject.of(Map.of("error", x)),
                x,
                x,
                "",
                null,
                List.of(new Hop(Hop.Kind.NAME, x)),
                1);
        Exchange get = answer(Purpose.RESOURCE_METADATA, "https://" + x, 200, Map.of("resource", x));
        Exchange gone = missing(Purpose.SERVER_METADATA, "GET", url + "/as", Came.UNREACHABLE, x);
        Exchange refused = missing(Purpose.SERVER_METADATA, "GET", url + "/no", Came.REFUSED, x);
        Exchange skipped = missing(Purpose.SERVER_METADATA, "GET", url + "/later", Came.NOT_ASKED, x);
        return new Diagnosis(
                new Survey(url, AT, x, List.of(post, get, gone, refused, skipped), null, null, 1),
                Verdict.BROKEN,
                x,
                List.of(x, x),
                List.of(new FunnelStep(x, Mark.FAILED, x, x, List.of(post, get, gone, refused, skipped))),
                List.of(new Prediction(new ClientReading(x, x, x, x, x), Prediction.Outcome.FAILS, Step.CHALLENGE, x)),
                new ServerStack(x, x, x),
                List.of(new Snippet(x, x, x)));
    }

    static Survey survey(String url, List<Exchange> exchanges) {
        return new Survey(url, AT, "a laptop in the office network", exchanges, null, null, 412);
    }

    static Exchange refused(String url, String challenge) {
        return new Exchange(
                Purpose.MCP_REQUEST,
                "POST",
                url,
                Came.ANSWER,
                401,
                url,
                Map.of("www-authenticate", List.of(challenge)),
                null,
                "",
                "",
                "",
                null,
                List.of(),
                41);
    }

    static Exchange answer(Purpose purpose, String url, int status, @Nullable Map<String, Object> document) {
        Map<String, @Nullable Object> members = document == null ? null : new LinkedHashMap<>(document);
        return new Exchange(
                purpose,
                "GET",
                url,
                Came.ANSWER,
                status,
                url,
                Map.of("content-type", List.of(document == null ? "text/html" : "application/json")),
                members == null ? null : JsonObject.of(members),
                "x",
                "",
                "",
                null,
                List.of(),
                34);
    }

    static Exchange missing(Purpose purpose, String method, String url, Came came, String reason) {
        Failing failing = came == Came.UNREACHABLE ? Failing.CERTIFICATE : null;
        return new Exchange(
                purpose, method, url, came, 0, url, Map.of(), null, "", "", reason, failing, List.of(), 10_000);
    }

    private static FunnelStep step(String name, Mark mark, String came, Exchange... exchanges) {
        return new FunnelStep(
                name,
                mark,
                came,
                "what the specification has for \"" + name + "\" (RFC 9728, section 5.1)",
                List.of(exchanges));
    }

    private static Prediction client(String name, Outcome outcome, Step step, String because) {
        return new Prediction(
                new ClientReading(
                        name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'),
                        name,
                        "1.0 to 1.2",
                        "github.com/example/" + name.replace(" ", "-") + ", src/client/auth.ts",
                        "2026-11-26"),
                outcome,
                step,
                because);
    }
}
