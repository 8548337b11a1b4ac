package dev.mcpauthfix.runtime.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.ResourceIndicator;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.port.UserAgent.Abandoned;
import dev.mcpauthfix.engine.port.UserAgent.Outcome;
import dev.mcpauthfix.engine.port.UserAgent.Redirected;
import dev.mcpauthfix.engine.port.UserAgent.Session;
import dev.mcpauthfix.runtime.settings.EffectiveValues;
import dev.mcpauthfix.runtime.settings.EvidenceSettings;
import dev.mcpauthfix.runtime.settings.GuardSettings;
import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.Surroundings;
import dev.mcpauthfix.runtime.settings.VaultSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoopbackUserAgentTest {

    private static final URI PAGE = URI.create("https://auth.example.com/authorize?a=b");
    private static final String STATE = "st4te";

    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private final List<Session> sessions = new ArrayList<>();

    @AfterEach
    void closeSessions() {
        for (Session session : sessions) {
            session.close();
        }
    }

    @Nested
    class Redirects {

        @Test
        void withTheRightStateEndTheLogin() throws Exception {
            Login login = login();

            String page = login.get("?code=a%2Bb+c&state=" + STATE + "&code=second&iss=https%3A%2F%2Fauth.example.com");

            assertThat(page).startsWith("HTTP/1.1 200 ").contains("You can close this window");
            assertThat(login.ended())
                    .isEqualTo(
                            new Redirected(Map.of("code", "a+b c", "state", STATE, "iss", "https://auth.example.com")));
        }

        @Test
        void withAnErrorEndTheLoginToo() throws Exception {
            Login login = login();

            String page = login.get(
                    "?error=access_denied&state=" + STATE + "&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E");

            assertThat(page).contains("not completed").doesNotContain("<script", "alert(1)");
            assertThat(login.ended())
                    .isInstanceOfSatisfying(
                            Redirected.class,
                            redirected -> assertThat(redirected.parameters()).containsEntry("error", "access_denied"));
        }

        @Test
        void closeTheListener() throws Exception {
            Login login = login();
            login.get("?code=c&state=" + STATE);
            login.ended();

            assertThatThrownBy(() -> login.get("?code=c&state=" + STATE)).isInstanceOf(ConnectException.class);
        }

        @Test
        void areNotWaitedForOnceTheSessionIsClosed() throws Exception {
            Login login = login();
            assertThat(printed.poll(30, TimeUnit.SECONDS)).contains(PAGE.toString());

            closeSessions();

            assertThat(login.ended()).isInstanceOf(Abandoned.class);
        }

        @Test
        void thatNeverComeEndInWords() throws Exception {
            Session session = open(agent(Settings.Interaction.PRINT, null), null);

            Outcome outcome = session.authorize(PAGE, STATE, Duration.ofMillis(1));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Abandoned.class,
                            abandoned -> assertThat(abandoned.reason())
                                    .contains("nobody completed the login at auth.example.com", "login.timeout"));
        }
    }

    @Nested
    class AttackS10CrossSiteRequestForgery {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "?code=evil&state=wrong",
                    "?code=evil",
                    "?code=evil&state=",
                    "?code=evil&state=wrong&state=st4te",
                    "?state=st4te",
                    "?code=evil&state=%zz",
                    "",
                })
        void aRedirectThatIsNotOursGetsAnErrorPageAndIsWaitedPast(String query) throws Exception {
            Login login = login();

            assertThat(login.get(query)).startsWith("HTTP/1.1 400 ").contains("<h1>");
            login.get("?code=good&state=" + STATE);

            assertThat(login.ended()).isEqualTo(new Redirected(Map.of("code", "good", "state", STATE)));
        }
    }

    @Nested
    class AttackS11OtherProcessesAndPages {

        @Test
        @Tag("attack-11")
        void theListenerIsOnLoopbackOnly() throws Exception {
            Login login = login();

            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                for (InetAddress address : network.inetAddresses().toList()) {
                    if (!address.isLoopbackAddress()) {
                        assertThatThrownBy(() -> new Socket(address, login.uri.getPort()))
                                .isInstanceOf(IOException.class);
                    }
                }
            }
            assertThat(login.uri.getHost()).isEqualTo("127.0.0.1");
        }

        @Test
        void pathsAreRandomAndLong() throws Exception {
            URI one = open(agent(Settings.Interaction.PRINT, null), null).redirectUri();
            URI two = open(agent(Settings.Interaction.PRINT, null), null).redirectUri();

            assertThat(one.getPath()).hasSizeGreaterThan(20).isNotEqualTo(two.getPath());
        }

        @ParameterizedTest
        @Tag("attack-11")
        @CsvSource({
            "GET, /other, , 404",
            "GET, /, , 404",
            "POST, , , 405",
            "HEAD, , , 405",
            "GET, , evil.example, 403",
            "GET, , 127.0.0.1, 403",
            "GET, , localhost:1, 403",
        })
        void anyOtherRequestIsTurnedAwayAndWaitedPast(
                String method, @Nullable String path, @Nullable String host, String status) throws Exception {
            Login login = login();
            String target = (path == null ? login.uri.getPath() : path) + "?code=evil&state=" + STATE;
            String authority = host == null ? login.uri.getAuthority() : host;

            String answer = login.send(method + " " + target + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(login.outcome.isDone()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET\r\n\r\n", "\r\n\r\n", "GET  HTTP/1.1\r\n\r\n", "GET http://x/ HTTP/1.1\r\n\r\n"})
        void aMalformedRequestIsTurnedAway(String request) throws Exception {
            assertThat(login().send(request)).startsWith("HTTP/1.1 400 ");
        }

        @Test
        void anEndlessRequestIsTurnedAway() throws Exception {
            assertThat(login().send("GET /" + "x".repeat(16 * 1024 - 5))).startsWith("HTTP/1.1 400 ");
        }

        @Test
        void clientsThatSayNothingKeepNobodyWaiting() throws Exception {
            Login login = login();
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), login.uri.getPort()));
            }

            login.get("?code=c&state=" + STATE);

            assertThat(login.ended()).isInstanceOf(Redirected.class);
            for (Socket socket : silent) {
                socket.close();
            }
        }

        @Test
        void pagesLoadNothingFromElsewhere() {
            for (Page page : Page.values()) {
                assertThat(new String(page.answer(), StandardCharsets.UTF_8))
                        .contains("default-src 'none'", "color-scheme: light dark", "no-store", "no-referrer")
                        .doesNotContain("src=", "href=", "<script", "@title@", "@text@");
            }
        }
    }

    @Nested
    class AnEarlierRedirectUri {

        @Test
        void isTakenAgainWhereItsPortIsFree() throws Exception {
            Session first = open(agent(Settings.Interaction.PRINT, null), null);
            URI uri = first.redirectUri();
            first.close();

            assertThat(open(agent(Settings.Interaction.PRINT, null), uri).redirectUri())
                    .isEqualTo(uri);
        }

        @Test
        void keepsItsPathOnAnotherPortWhereItsPortIsTaken() throws Exception {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                URI preferred = URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/callback");

                assertThat(open(agent(Settings.Interaction.PRINT, null), preferred)
                                .redirectUri())
                        .hasPath("/callback")
                        .hasHost("127.0.0.1")
                        .isNotEqualTo(preferred);
            }
        }

        @Test
        void keepsItsHostAndGetsAPortWhereItHasNone() throws Exception {
            Session session = open(agent(Settings.Interaction.PRINT, null), URI.create("http://localhost/callback"));

            assertThat(session.redirectUri()).hasHost("localhost").hasPath("/callback");
            assertThat(session.redirectUri().getPort()).isPositive();
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://127.0.0.1:8080/x", "http://192.168.0.1:8080/x", "myapp:/x"})
        void isNotTakenWhereItIsNotOnLoopback(String preferred) throws Exception {
            assertThat(open(agent(Settings.Interaction.PRINT, null), URI.create(preferred))
                            .redirectUri())
                    .hasScheme("http")
                    .hasHost("127.0.0.1");
        }
    }

    @Nested
    class ThePerson {

        @Test
        void readsTheUrlWhereNoBrowserIsWanted() throws Exception {
            Login login = login();

            assertThat(printed.poll(30, TimeUnit.SECONDS)).contains(PAGE.toString());
            assertThat(login.outcome.isDone()).isFalse();
        }

        @Test
        @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs POSIX programs or file permissions")
        void seesTheBrowser(@TempDir Path folder) throws Exception {
            Path seen = folder.resolve("seen");
            String opener = BrowserLauncherTest.script(
                            folder, "printf %s \"$1\" > '" + seen + ".new'; mv '" + seen + ".new' '" + seen + "'")
                    .toString();
            Login login = login(agent(Settings.Interaction.AUTO, opener), PAGE);
            assertThat(printed.poll(30, TimeUnit.SECONDS))
                    .isEqualTo("opening the browser to log in at auth.example.com");

            login.get("?code=c&state=" + STATE);
            login.ended();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!Files.exists(seen) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }

            assertThat(seen).hasContent(PAGE.toString());
        }

        @ParameterizedTest
        @ValueSource(strings = {"/nonexistent/opener", "false"})
        @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs POSIX programs or file permissions")
        void readsTheUrlWhereTheBrowserDoesNotStart(String opener) throws Exception {
            login(agent(Settings.Interaction.BROWSER, opener), PAGE);

            assertThat(printed.poll(30, TimeUnit.SECONDS)).startsWith("opening the browser");
            assertThat(printed.poll(30, TimeUnit.SECONDS)).contains(PAGE.toString());
        }

        @Test
        @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs POSIX programs or file permissions")
        void readsTheUrlThatIsNotGivenToAProgram(@TempDir Path folder) throws Exception {
            Path seen = folder.resolve("seen");
            String opener =
                    BrowserLauncherTest.script(folder, "touch '" + seen + "'").toString();
            URI page = URI.create("https://auth.example.com/$(touch%20pwn)");
            login(agent(Settings.Interaction.BROWSER, opener), page);

            assertThat(printed.poll(30, TimeUnit.SECONDS)).contains(page.toString());
            assertThat(seen).doesNotExist();
        }

        @Test
        void isNotShownWhatIsNoWebPage() throws Exception {
            Session session = open(agent(Settings.Interaction.PRINT, null), null);

            assertThat(session.authorize(URI.create("javascript:alert(1)"), STATE, Duration.ofMinutes(1)))
                    .isInstanceOf(Abandoned.class);
            assertThat(printed).isEmpty();
        }

        @Test
        void isNotAskedWhereTheSettingSaysSo() {
            LoopbackUserAgent agent = agent(Settings.Interaction.NONE, null);

            assertThat(agent.unavailable()).isEqualTo("the setting interaction is none");
            assertThatThrownBy(() -> agent.open(null)).isInstanceOf(IOException.class);
        }
    }

    private Login login() throws IOException {
        return login(agent(Settings.Interaction.PRINT, null), PAGE);
    }

    private Login login(LoopbackUserAgent agent, URI page) throws IOException {
        Session session = open(agent, null);
        return new Login(
                session.redirectUri(),
                CompletableFuture.supplyAsync(() -> session.authorize(page, STATE, Duration.ofSeconds(50))));
    }

    private Session open(LoopbackUserAgent agent, @Nullable URI preferred) throws IOException {
        Session session = agent.open(preferred);
        sessions.add(session);
        return session;
    }

    private LoopbackUserAgent agent(Settings.Interaction interaction, @Nullable String browserCommand) {
        Settings settings = new Settings(
                Settings.Mode.HEAL,
                interaction,
                browserCommand,
                Path.of("unused"),
                VaultSettings.MEMORY,
                null,
                Settings.LogLevel.INFO,
                ServerSettings.everywhere(new EngineSettings(
                        EngineSettings.Discovery.LENIENT,
                        EngineSettings.Grant.AUTHORIZATION_CODE,
                        null,
                        null,
                        EngineSettings.Credentials.NONE,
                        null,
                        null,
                        "test",
                        null,
                        null,
                        false,
                        ResourceIndicator.VERBATIM,
                        Duration.ofMinutes(5),
                        List.of(),
                        Duration.ofMinutes(1),
                        12)),
                GuardSettings.NONE,
                EvidenceSettings.NONE,
                null,
                EffectiveValues.NONE);
        Surroundings surroundings = new Surroundings(Map.of("os.name", "Linux"), Map.of());
        return new LoopbackUserAgent(settings, surroundings, () -> false, printed::add, Clock.systemUTC());
    }

    private record Login(URI uri, CompletableFuture<Outcome> outcome) {

        String get(String query) throws IOException {
            return send("GET " + uri.getPath() + query + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n");
        }

        String send(String request) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        Outcome ended() throws Exception {
            return outcome.get(40, TimeUnit.SECONDS);
        }
    }
}
