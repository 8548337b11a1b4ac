package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hostile MCP server, a real JVM with the real jar, and a second server that stands for whoever is to be reached through it:
 * nothing may arrive there, and the application gets its own 401.
 */
final class AttackIT {

    private static final String OAUTH =
            "\"authorization_endpoint\":\"{hostile}/authorize\",\"token_endpoint\":\"{token}\","
                    + "\"registration_endpoint\":\"{register}\",\"response_types_supported\":[\"code\"],"
                    + "\"code_challenge_methods_supported\":[\"S256\"]";
    private static final String RESOURCE = "/.well-known/oauth-protected-resource/mcp";
    private static final String SERVER = "/.well-known/oauth-authorization-server";

    private record Answer(int status, String location, String body) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> hostileSaw = new CopyOnWriteArrayList<>();
    private final List<String> otherSaw = new CopyOnWriteArrayList<>();
    private HttpServer hostile;
    private HttpServer other;
    private String iss = "";

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        hostile = open(hostileSaw);
        other = open(otherSaw);
        answers.put("/register", new Answer(201, "", "{\"client_id\":\"client\"}"));
        answers.put("/token", new Answer(200, "", "{\"access_token\":\"won\",\"token_type\":\"Bearer\"}"));
    }

    @AfterEach
    void stop() {
        hostile.stop(0);
        other.stop(0);
    }

    private HttpServer open(List<String> saw) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, saw));
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange, List<String> saw) throws IOException {
        URI uri = exchange.getRequestURI();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        saw.add(exchange.getRequestMethod() + " " + uri.getPath());
        exchange.getRequestBody().readAllBytes();
        Answer answer = answers.getOrDefault(uri.getPath(), new Answer(404, "", ""));
        if (uri.getPath().equals("/mcp")) {
            answer = new Answer("Bearer won".equals(authorization) ? 200 : 401, "", "");
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        } else if (uri.getPath().equals("/authorize")) {
            answer = new Answer(302, redirect(uri.getRawQuery()), "");
        }
        if (!answer.location().isEmpty()) {
            exchange.getResponseHeaders().set("Location", answer.location());
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String redirect(String query) {
        return URLDecoder.decode(parameter("redirect_uri", query), StandardCharsets.UTF_8) + "?code=code&state="
                + parameter("state", query) + (iss.isEmpty() ? "" : "&iss=" + iss);
    }

    private static String parameter(String name, String query) {
        String from = query.substring(query.indexOf(name + "=") + name.length() + 1);
        int end = from.indexOf('&');
        return end < 0 ? from : from.substring(0, end);
    }

    private static String origin(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Metadata of the hostile server's origin, with these endpoints. */
    private void serverMetadata(String at, String issuer, String token, String register) {
        answers.put(
                at,
                new Answer(
                        200,
                        "",
                        "{\"issuer\":\"" + issuer + "\","
                                + OAUTH.replace("{hostile}", origin(hostile))
                                        .replace("{token}", token)
                                        .replace("{register}", register)
                                + "}"));
    }

    private void honestOrigin() {
        String own = origin(hostile);
        serverMetadata(SERVER, own, own + "/token", own + "/register");
    }

    private String status() throws Exception {
        Process caller = ForkedJvm.ofThisJdk()
                .with("-javaagent:" + System.getProperty("agent.jar"))
                .with("-cp", System.getProperty("java.class.path"), "dev.mcpauthfix.it.agent.McpCaller")
                .with(origin(hostile) + "/mcp")
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_LOG", folder.resolve("agent.log").toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", BrowserCommand.in(folder.resolve("browser")))
                .start();
        try (BufferedReader statuses = caller.inputReader();
                BufferedWriter calls = caller.outputWriter()) {
            calls.write("call\n");
            calls.flush();
            return String.valueOf(statuses.readLine());
        } finally {
            caller.destroyForcibly().waitFor();
        }
    }

    private void nothingArrives() throws Exception {
        assertThat(status()).isEqualTo("401");
        assertThat(otherSaw).as("what arrived at the second server").isEmpty();
        assertThat(Files.readString(folder.resolve("agent.log"))).contains("cannot authorize");
    }

    @Test
    void withoutAnAttackTheSameServersLetTheApplicationIn() throws Exception {
        answers.put(
                RESOURCE,
                new Answer(
                        200,
                        "",
                        "{\"resource\":\"" + origin(hostile) + "/mcp\",\"authorization_servers\":[\"" + origin(other)
                                + "\"]}"));
        serverMetadata(SERVER, origin(other), origin(other) + "/token", origin(other) + "/register");

        assertThat(status()).isEqualTo("200");
        assertThat(otherSaw).contains("POST /register", "POST /token");
    }

    @Test
    @Tag("attack-2")
    void metadataThatRedirectsElsewhereLeadsNowhere() throws Exception {
        answers.put(RESOURCE, new Answer(302, origin(other) + "/metadata", ""));
        answers.put(SERVER, new Answer(307, origin(other) + "/metadata", ""));
        answers.put("/register", new Answer(308, origin(other) + "/register", ""));

        nothingArrives();
    }

    @Test
    @Tag("attack-2")
    void aTokenEndpointThatRedirectsElsewhereDoesNotGetTheCodeThere() throws Exception {
        honestOrigin();
        answers.put("/token", new Answer(307, origin(other) + "/token", ""));

        nothingArrives();
        assertThat(hostileSaw).contains("POST /token");
    }

    @Test
    @Tag("attack-5")
    void metadataOfAnotherIssuerIsNotUsed() throws Exception {
        answers.put(
                RESOURCE,
                new Answer(
                        200,
                        "",
                        "{\"resource\":\"" + origin(hostile) + "/mcp\",\"authorization_servers\":[\"" + origin(hostile)
                                + "/tenant\"]}"));
        serverMetadata(SERVER + "/tenant", origin(other), origin(other) + "/token", origin(other) + "/register");

        nothingArrives();
        assertThat(hostileSaw).doesNotContain("POST /register");
    }

    @Test
    @Tag("attack-5")
    void aCodeOfAnotherIssuerIsExchangedNowhere() throws Exception {
        honestOrigin();
        iss = origin(other);

        nothingArrives();
        assertThat(hostileSaw).contains("GET /authorize").doesNotContain("POST /token");
    }

    @Test
    @Tag("attack-6")
    void aTokenForAnotherResourceIsNeverAskedFor() throws Exception {
        answers.put(
                RESOURCE,
                new Answer(
                        200,
                        "",
                        "{\"resource\":\"" + origin(other) + "/mcp\",\"authorization_servers\":[\"" + origin(other)
                                + "\"]}"));
        serverMetadata(SERVER, origin(other), origin(other) + "/token", origin(other) + "/register");

        nothingArrives();
        assertThat(hostileSaw).doesNotContain("POST /register");
    }

    @Test
    @Tag("attack-7")
    void anOriginThatNamesSomebodyElsesEndpointsIsNoAuthorizationServer() throws Exception {
        serverMetadata(SERVER, origin(hostile), origin(other) + "/token", origin(hostile) + "/register");

        nothingArrives();
        assertThat(hostileSaw).doesNotContain("POST /register", "GET /authorize");
    }

    @Test
    @Tag("attack-4")
    @Tag("attack-17")
    void aLoginPageThatIsNoWebPageIsNeverOpened() throws Exception {
        String own = origin(hostile);
        for (String page : List.of("javascript:alert(1)", "file:///etc/passwd", "http://login.example.com/authorize")) {
            answers.put(
                    SERVER,
                    new Answer(
                            200,
                            "",
                            "{\"issuer\":\"" + own + "\",\"authorization_endpoint\":\"" + page
                                    + "\",\"token_endpoint\":\"" + own + "/token\",\"registration_endpoint\":\"" + own
                                    + "/register\",\"code_challenge_methods_supported\":[\"S256\"]}"));

            nothingArrives();
        }
        assertThat(hostileSaw).doesNotContain("POST /register");
    }
}
