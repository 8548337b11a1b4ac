package dev.mcpauthfix.runtime.http;

import static dev.mcpauthfix.runtime.http.TracingFixture.direct;
import static dev.mcpauthfix.runtime.http.TracingFixture.hops;
import static dev.mcpauthfix.runtime.http.TracingFixture.reason;
import static dev.mcpauthfix.runtime.http.TracingFixture.through;
import static dev.mcpauthfix.runtime.http.TracingFixture.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.HttpFetcher.Answer;
import dev.mcpauthfix.engine.port.HttpFetcher.Refused;
import dev.mcpauthfix.engine.port.HttpFetcher.Request;
import dev.mcpauthfix.runtime.http.TracingFetcher.Traced;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TracingFetcherTest {

    private static final Duration SHORT = Duration.ofMillis(600);

    @Nested
    class AWayThatWentWell {

        @Test
        void isToldHopByHop() throws IOException {
            try (RecordingServer server = RecordingServer.start(RecordingServer.ok("{}"))) {
                Traced traced = trace("http://localhost:" + server.port() + "/x", direct(null));

                assertThat(traced.result())
                        .isInstanceOfSatisfying(
                                Answer.class,
                                answer -> assertThat(answer.body()).isEqualTo("{}"));
                assertThat(traced.failing()).isNull();
                assertThat(traced.took()).isLessThan(Duration.ofSeconds(20));
                assertThat(hops(traced))
                        .containsExactly(
                                "NAME localhost is 127.0.0.1", "CONNECTION connected to 127.0.0.1:" + server.port());
            }
        }

        @Test
        void hasNoNameWhereTheUrlHasAnAddress() throws IOException {
            try (RecordingServer server = RecordingServer.start(RecordingServer.ok("{}"))) {
                assertThat(hops(trace("http://127.0.0.1:" + server.port() + "/x", direct(null))))
                        .containsExactly("CONNECTION connected to 127.0.0.1:" + server.port());
            }
        }

        @Test
        void tellsTheAddressThatWasTriedInVain() throws IOException {
            NameResolver two = host -> List.of(address("127.0.0.2"), address("127.0.0.1"));
            try (RecordingServer server = RecordingServer.start(RecordingServer.ok("{}"))) {
                Traced traced =
                        trace("http://localhost:" + server.port() + "/x", direct(null), two, Duration.ofSeconds(20));

                assertThat(traced.result()).isInstanceOf(Answer.class);
                assertThat(hops(traced))
                        .containsExactly(
                                "NAME localhost is 127.0.0.2, 127.0.0.1",
                                "CONNECTION no connection to 127.0.0.2:" + server.port()
                                        + " (Connection refused), so the next is tried",
                                "CONNECTION connected to 127.0.0.1:" + server.port());
            }
        }

        @Test
        void isToldOnceWhereARedirectTakesItAgain() throws IOException {
            try (RecordingServer server = RecordingServer.start((request, socket) -> RecordingServer.write(
                    socket,
                    request.startsWith("GET /x ")
                            ? "HTTP/1.1 302 Found\r\nLocation: /y\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\n\r\nfound"))) {
                Traced traced = trace("http://localhost:" + server.port() + "/x", direct(null));

                assertThat(traced.result())
                        .isInstanceOfSatisfying(
                                Answer.class,
                                answer -> assertThat(answer.body()).isEqualTo("found"));
                assertThat(traced.hops()).hasSize(2);
            }
        }

        @Test
        void doesNotReadAnEventStreamWhichMayNeverEnd() throws IOException {
            CountDownLatch over = new CountDownLatch(1);
            try (RecordingServer server = RecordingServer.start((request, socket) -> {
                RecordingServer.write(
                        socket, "HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream; charset=utf-8\r\n\r\nid: 1\n");
                await(over);
            })) {
                Traced traced = trace("http://localhost:" + server.port() + "/x", direct(null));

                assertThat(traced.result()).isInstanceOfSatisfying(Answer.class, answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.body()).isEmpty();
                });
            } finally {
                over.countDown();
            }
        }
    }

    @Nested
    class AName {

        @Test
        void thatDoesNotResolveIsSaidSo() {
            Traced traced = trace("https://nowhere.example.com/mcp", direct(null));

            assertThat(traced.failing()).isEqualTo(Failing.NAME);
            assertThat(traced.hops()).isEmpty();
            assertThat(reason(traced))
                    .contains("GET \"https://nowhere.example.com/mcp\"", "name nowhere.example.com does not resolve");
        }

        @Test
        void whoseServiceIsSilentTookTheTime() {
            NameResolver silent = host -> {
                throw new SocketTimeoutException("no answer from the name service within 5 s");
            };
            Traced traced = trace("https://auth.example.com/mcp", direct(null), silent, SHORT);

            assertThat(traced.failing()).isEqualTo(Failing.TIME);
            assertThat(reason(traced))
                    .contains("within 5 s for the name auth.example.com; check", "looking up the name");
        }

        @Test
        void withAPinIsNotLookedUp() throws IOException {
            try (RecordingServer server = RecordingServer.start(RecordingServer.ok("{}"))) {
                URI uri = URI.create("http://pinned.localhost:" + server.port() + "/x");
                Traced traced = pinned("pinned.localhost", "127.0.0.1", uri, uri);

                assertThat(traced.result()).isInstanceOf(Answer.class);
                assertThat(hops(traced)).first().isEqualTo("NAME pinned.localhost is 127.0.0.1, as given");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "10.0.0.5", "169.254.169.254"})
        void withAPinReachesNoPlaceThatTheRulesForbid(String address) throws IOException {
            URI uri = URI.create("https://issuer.example.com/x");
            Traced traced = pinned("issuer.example.com", address, uri, URI.create("https://mcp.example.com/mcp"));

            assertThat(traced.failing()).isEqualTo(Failing.REFUSED);
            assertThat(traced.result()).isInstanceOf(Refused.class);
            assertThat(traced.hops()).extracting(Hop::kind).containsExactly(Hop.Kind.NAME);
        }

        @Test
        void withAPinIsTheProxysToResolveAllTheSame() throws IOException {
            try (RecordingServer proxy =
                    RecordingServer.start(RecordingServer.always("HTTP/1.1 502 Bad Gateway\r\n\r\n"))) {
                URI uri = URI.create("https://mcp.example.com/mcp");
                Traced traced = new TracingFetcher(
                                Clock.systemUTC(),
                                Duration.ofSeconds(20),
                                Map.of("mcp.example.com", List.of(address("192.0.2.7"))))
                        .trace(new Request("GET", uri, Map.of(), null, uri, through(proxy.port(), null)));

                assertThat(hops(traced))
                        .contains("NAME mcp.example.com is 192.0.2.7, as given, but the proxy resolves it for itself");
                assertThat(proxy.requests()).singleElement().asString().startsWith("CONNECT mcp.example.com:443 ");
            }
        }

        private Traced pinned(String host, String address, URI uri, URI mcp) throws IOException {
            return new TracingFetcher(
                            Clock.systemUTC(), Duration.ofSeconds(20), Map.of(host, List.of(address(address))))
                    .trace(new Request("GET", uri, Map.of(), null, mcp, direct(null)));
        }
    }

    @Nested
    class AConnection {

        @Test
        void thatIsRefusedIsSaidSo() throws IOException {
            int port = freePort();
            Traced traced = trace("http://localhost:" + port + "/x", direct(null));

            assertThat(traced.failing()).isEqualTo(Failing.CONNECTION);
            assertThat(reason(traced)).contains("127.0.0.1:" + port + " refuses the connection", "check the port");
        }

        @Test
        void toAnInternalAddressOfAnotherHostIsRefused() {
            Traced traced = trace("http://example.com/x", direct(null));

            assertThat(traced.failing()).isEqualTo(Failing.REFUSED);
            assertThat(traced.result()).isInstanceOf(Refused.class);
        }
    }

    @Nested
    class Time {

        @Test
        void thatWentToWaitingForTheAnswer() throws IOException {
            CountDownLatch over = new CountDownLatch(1);
            try (RecordingServer server = RecordingServer.start((request, socket) -> await(over))) {
                Traced traced = trace(
                        "http://localhost:" + server.port() + "/x", direct(null), TracingFixture.resolver(), SHORT);

                assertThat(traced.failing()).isEqualTo(Failing.TIME);
                assertThat(traced.took()).isGreaterThanOrEqualTo(SHORT);
                assertThat(reason(traced))
                        .contains("no complete answer within 600 ms", "no answer began", "waiting for the answer ");
            } finally {
                over.countDown();
            }
        }

        @Test
        void thatWentToReadingIt() throws IOException {
            CountDownLatch over = new CountDownLatch(1);
            try (RecordingServer server = RecordingServer.start((request, socket) -> {
                RecordingServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                await(over);
            })) {
                Traced traced = trace(
                        "http://localhost:" + server.port() + "/x", direct(null), TracingFixture.resolver(), SHORT);

                assertThat(traced.failing()).isEqualTo(Failing.TIME);
                assertThat(reason(traced)).contains("the answer did not end", "reading it ");
            } finally {
                over.countDown();
            }
        }

        @Test
        void thatWentToTls() throws IOException {
            CountDownLatch over = new CountDownLatch(1);
            try (RecordingServer server = RecordingServer.start((request, socket) -> await(over))) {
                Traced traced = trace(
                        "https://auth.example.com:" + server.port() + "/x",
                        direct(null),
                        TracingFixture.resolver(),
                        SHORT);

                assertThat(traced.failing()).isEqualTo(Failing.TIME);
                assertThat(reason(traced)).contains("the TLS handshake did not end", "TLS ");
            } finally {
                over.countDown();
            }
        }
    }

    @Nested
    class AProxy {

        @ParameterizedTest
        @CsvSource({
            "407 Proxy Authentication Required, asks for credentials (407)",
            "403 Forbidden, refused a tunnel to auth.example.com:443 (403)",
            "502 Bad Gateway, could not open a tunnel to auth.example.com:443 (502)",
        })
        void thatGivesNoTunnelIsNamed(String status, String words) throws IOException {
            try (RecordingServer proxy =
                    RecordingServer.start(RecordingServer.always("HTTP/1.1 " + status + "\r\n\r\n"))) {
                Traced traced = trace("https://auth.example.com/mcp", through(proxy.port(), null));

                assertThat(traced.failing()).isEqualTo(Failing.PROXY);
                assertThat(reason(traced)).contains("the HTTP proxy localhost:" + proxy.port() + " " + words);
                assertThat(hops(traced))
                        .containsExactly(
                                "PROXY through the HTTP proxy localhost:" + proxy.port(),
                                "NAME auth.example.com is 127.0.0.1",
                                "CONNECTION connected to 127.0.0.1:" + proxy.port());
            }
        }

        @Test
        void thatWantsCredentialsForAPlainRequestIsNamed() throws IOException {
            try (RecordingServer proxy =
                    RecordingServer.start(RecordingServer.always("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n"))) {
                Traced traced = trace("http://localhost:1/mcp", through(proxy.port(), null));

                assertThat(traced.failing()).isEqualTo(Failing.PROXY);
                assertThat(reason(traced)).contains("asks for credentials (407)");
            }
        }

        @Test
        void thatIsNoneIsSaidSo() throws IOException {
            try (RecordingServer ssh = RecordingServer.start(RecordingServer.always("SSH-2.0-OpenSSH_9\r\n"))) {
                Traced traced = trace("https://auth.example.com/mcp", through(ssh.port(), null));

                assertThat(traced.failing()).isEqualTo(Failing.PROXY);
                assertThat(reason(traced)).contains("gave no answer of an HTTP proxy", "not HTTP/1.1");
            }
        }

        @Test
        void thatIsNotThereIsNamedWithThePropertyThatSetIt() throws IOException {
            String port = Integer.toString(freePort());
            System.setProperty("https.proxyHost", "127.0.0.1");
            System.setProperty("https.proxyPort", port);
            try {
                Traced traced = trace("https://auth.example.com/mcp", NetworkPath.DEFAULT);

                assertThat(traced.failing()).isEqualTo(Failing.PROXY);
                assertThat(reason(traced))
                        .contains(
                                "the HTTP proxy 127.0.0.1:" + port + " (set by -Dhttps.proxyHost) cannot be reached",
                                "Connection refused",
                                "-Dhttp.nonProxyHosts=auth.example.com");
            } finally {
                System.clearProperty("https.proxyHost");
                System.clearProperty("https.proxyPort");
            }
        }

        @Test
        void whoseNameDoesNotResolveIsNamed() {
            Traced traced = trace(
                    "https://auth.example.com/mcp",
                    new NetworkPath(ProxySelector.of(InetSocketAddress.createUnresolved("proxy.corp", 3128)), null));

            assertThat(traced.failing()).isEqualTo(Failing.PROXY);
            assertThat(reason(traced)).contains("the name of the HTTP proxy proxy.corp:3128 does not resolve");
        }

        @Test
        void ofTheSocksKindIsNamed() throws IOException {
            int port = freePort();
            ProxySelector socks = new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return List.of(
                            new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
            };
            Traced traced = trace("https://auth.example.com/mcp", new NetworkPath(socks, null));

            assertThat(traced.failing()).isEqualTo(Failing.PROXY);
            assertThat(reason(traced)).contains("the SOCKS proxy", ":" + port + " cannot be reached");
        }

        @Test
        void mayBeLeftANameThatThisMachineDoesNotKnow() throws IOException {
            try (RecordingServer proxy =
                    RecordingServer.start(RecordingServer.always("HTTP/1.1 502 Bad Gateway\r\n\r\n"))) {
                Traced traced = trace("https://outside.example.com/mcp", through(proxy.port(), null));

                assertThat(hops(traced))
                        .contains("NAME outside.example.com does not resolve here, and is left to the proxy");
                assertThat(traced.failing()).isEqualTo(Failing.PROXY);
            }
        }
    }

    @Nested
    class AnAnswer {

        @ParameterizedTest
        @MethodSource("dev.mcpauthfix.runtime.http.TracingFetcherTest#noAnswers")
        void thatIsNoneIsSaidSo(String raw, String words) throws IOException {
            try (RecordingServer server = RecordingServer.start(RecordingServer.always(raw))) {
                Traced traced = trace("http://localhost:" + server.port() + "/x", direct(null));

                assertThat(traced.failing()).isEqualTo(Failing.ANSWER);
                assertThat(reason(traced)).contains(words);
            }
        }

        @Test
        void thatIsTooLargeIsRefused() throws IOException {
            try (RecordingServer server = RecordingServer.start(
                    RecordingServer.always("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"))) {
                assertThat(trace("http://localhost:" + server.port() + "/x", direct(null))
                                .failing())
                        .isEqualTo(Failing.REFUSED);
            }
        }
    }

    static Stream<Arguments> noAnswers() {
        return Stream.of(
                Arguments.of("", "closed the connection without an answer"),
                Arguments.of("", "may speak TLS there, so try https"),
                Arguments.of(
                        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "closed before the answer was complete"),
                Arguments.of("SSH-2.0-OpenSSH_9\u001b[0m\r\n", "it began with \"SSH-2.0-OpenSSH_9?[0m"),
                Arguments.of(new String(new char[] {0x15, 3, 1, 0, 2, 2, 70, '\n'}), "TLS; use https://localhost:"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getAllByName(text)[0];
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
