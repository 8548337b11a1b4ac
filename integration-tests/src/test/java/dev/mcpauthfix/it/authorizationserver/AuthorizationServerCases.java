package dev.mcpauthfix.it.authorizationserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ResourceServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an MCP client lives through with one authorization server: an unmodified client in a JVM of its own with the real jar, a
 * real MCP server that takes this server's tokens, a person who fills in its forms.
 */
@Tag("authorization-server")
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuthorizationServerCases {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern CLIENT = Pattern.compile("\"client_id\":\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("\"client_secret\":\"([^\"]+)\"");
    private static final Pattern REFRESH = Pattern.compile("\"refresh_token\":\"([^\"]+)\"");

    private RealServer server;
    private ResourceServer mcp;

    @TempDir
    private Path folder;

    abstract RealServer start() throws Exception;

    /** The scopes that MCP servers with such an authorization server ask for. */
    List<String> scopes() {
        return List.of();
    }

    /** Settings that this authorization server needs, as {@code key=value}. */
    List<String> settings() {
        return List.of();
    }

    /** Whether each refresh gives another refresh token. */
    boolean rotates() {
        return true;
    }

    /** What access tokens must name in {@code aud}, null where this server does not heed resource indicators. */
    @Nullable
    String audience(String mcpUri) {
        return null;
    }

    /** Whether a client that registered itself may use device authorization. */
    boolean offersDevices() {
        return true;
    }

    final RealServer server() {
        return server;
    }

    @BeforeAll
    void startAuthorizationServer() throws Exception {
        server = start();
    }

    @AfterAll
    void stopAuthorizationServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void startMcpServer() throws Exception {
        SignedTokens signed = new SignedTokens(server.issuer(), server.keys());
        mcp = ResourceServer.start(server.issuer(), scopes(), token -> signed.test(token, audience(mcpUrl())));
    }

    @AfterEach
    void stopMcpServer() {
        if (mcp != null) {
            mcp.close();
        }
    }

    @Test
    void isDiscoveredRegisteredWithAndLoggedInTo() throws Exception {
        JvmResult without = client(false);
        assertThat(without.exitCode()).as("without the agent: %s", without).isEqualTo(1);

        JvmResult result = client(true);
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.stdout()).startsWith("✓ Connected to notes 1.0");
        assertThat(log()).contains("issuer \"" + server.issuer() + "\"").contains("authorized " + mcp.mcpUri());

        assertThat(client(true).exitCode()).isZero();
        assertThat(logins()).as("the second run needs no login").isEqualTo(1);
    }

    @Test
    void renewsTokensWithoutAPerson() throws Exception {
        assertThat(client(true).exitCode()).isZero();
        mcp.refuseAllSoFar();
        Set<String> before = all(REFRESH);

        JvmResult result = client(true);
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(log()).contains("refreshed");
        assertThat(before).hasSize(1);
        assertThat(all(REFRESH).equals(before)).as("whether it rotates").isEqualTo(!rotates());
        assertThat(logins()).isEqualTo(1);
    }

    @Test
    void takesTokensBack() throws Exception {
        assertThat(client(true).exitCode()).isZero();
        Set<String> refresh = all(REFRESH);

        JvmResult logout = command("logout", mcp.mcpUri().toString());
        assertThat(logout.exitCode()).as("%s", logout).isZero();
        assertThat(logout.stdout()).contains("revoked and removed");
        assertThat(refresh).hasSize(1);
        assertThat(refresh(refresh.iterator().next()))
                .as("what a thief of it gets")
                .contains("invalid_grant");
    }

    /** What shows that the case above is refused for the token's sake: the same request, before any logout. */
    @Test
    void aRefreshTokenThatWasNotTakenBackIsGood() throws Exception {
        assertThat(client(true).exitCode()).isZero();

        assertThat(refresh(all(REFRESH).iterator().next())).contains("access_token");
    }

    @Test
    void isRegisteredWithAgainAfterItForgotTheClient() throws Exception {
        assertThat(client(true).exitCode()).isZero();
        Set<String> before = all(CLIENT);
        assertThat(before).hasSize(1);
        server.forget(before.iterator().next());
        mcp.refuseAllSoFar();

        JvmResult result = client(true);
        assertThat(result.exitCode()).as("%s%n%s", result, log()).isZero();
        assertThat(all(CLIENT)).hasSize(1).isNotEqualTo(before);
    }

    @Test
    void logsAPersonInOnAnotherDevice() throws Exception {
        Installed.skipUnless(offersDevices(), "this server offers self-registered clients no device authorization");
        Process login = with(ForkedJvm.ofThisJdk())
                .with("-jar", System.getProperty("agent.jar"), "login", "--device", mcpUrl())
                .start();
        try (BufferedReader err = login.errorReader()) {
            String line = err.readLine();
            while (line != null && !line.contains("or open http")) {
                line = err.readLine();
            }
            assertThat(line).as("the line with the code").isNotNull();
            String page = line.substring(line.indexOf("or open ") + 8, line.lastIndexOf(" ("));
            List<String> person =
                    new ArrayList<>(List.of(person(folder.resolve("person")).split(" ")));
            person.add(page);
            Process browser = new ProcessBuilder(person).inheritIO().start();
            assertThat(browser.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(browser.exitValue()).isZero();
            assertThat(login.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(login.exitValue()).isZero();
        } finally {
            login.destroyForcibly().waitFor();
        }

        assertThat(client(true).exitCode()).isZero();
        assertThat(log()).contains("token from the vault");
    }

    /** Where refresh tokens are exchanged. */
    abstract String tokenEndpoint();

    /** The answer to a refresh by the vault's client, which proves itself as it is registered. */
    private String refresh(String refreshToken) throws IOException, InterruptedException {
        String client = all(CLIENT).iterator().next();
        Set<String> secrets = all(SECRET);
        String form = "grant_type=refresh_token&refresh_token=" + refreshToken;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(tokenEndpoint()))
                .header("Content-Type", "application/x-www-form-urlencoded");
        if (secrets.isEmpty()) {
            request.POST(BodyPublishers.ofString(form + "&client_id=" + client));
        } else {
            String pair = client + ":" + secrets.iterator().next();
            request.header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                    .POST(BodyPublishers.ofString(form));
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }

    final JvmResult client(boolean agent) throws IOException, InterruptedException {
        ForkedJvm jvm = ForkedJvm.ofThisJdk();
        if (agent) {
            jvm.with("-javaagent:" + System.getProperty("agent.jar"));
        }
        return with(jvm)
                .with("-jar", System.getProperty("sample.client.jar"), "--call-tools", "--timeout", "60")
                .with(mcp.mcpUri().toString())
                .run(LIMIT);
    }

    final JvmResult command(String... arguments) throws IOException, InterruptedException {
        return with(ForkedJvm.ofThisJdk())
                .with("-jar", System.getProperty("agent.jar"))
                .with(arguments)
                .run(LIMIT);
    }

    final ForkedJvm with(ForkedJvm jvm) throws IOException {
        for (String setting : settings()) {
            int equals = setting.indexOf('=');
            jvm.environment(
                    "MCP_AUTH_FIX_"
                            + setting.substring(0, equals)
                                    .toUpperCase(Locale.ROOT)
                                    .replace('.', '_'),
                    setting.substring(equals + 1));
        }
        return jvm.environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_LOG", folder.resolve("agent.log").toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", person(folder.resolve("person")));
    }

    String person(Path here) throws IOException {
        return ScriptedPerson.command(here);
    }

    final String mcpUrl() {
        return mcp.mcpUri().toString();
    }

    final String log() throws IOException {
        return Files.readString(folder.resolve("agent.log"));
    }

    private long logins() throws IOException {
        return log().lines()
                .filter(line -> line.contains("dynamic registration") || line.contains("stored registration"))
                .count();
    }

    /** What the vault's files hold of something. */
    final Set<String> all(Pattern pattern) throws IOException {
        Set<String> found = new HashSet<>();
        for (Path file : files()) {
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            files.filter(Files::isRegularFile).forEach(all::add);
        }
        return all;
    }
}
