package dev.mcpauthfix.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.HttpFetcher.Answer;
import dev.mcpauthfix.engine.port.HttpFetcher.Refused;
import dev.mcpauthfix.engine.port.HttpFetcher.Request;
import dev.mcpauthfix.engine.port.HttpFetcher.Result;
import dev.mcpauthfix.engine.port.HttpFetcher.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class NetworkPathTest {

    private static final URI MCP = URI.create("https://auth.example.com/mcp");

    @TempDir
    static Path folder;

    private static SSLContext server;
    private static SSLContext client;

    @BeforeAll
    static void makeCertificates() throws Exception {
        TestCertificates certificates = TestCertificates.make(folder, "dns:auth.example.com,ip:127.0.0.1");
        server = certificates.server();
        client = certificates.trustingClient();
    }

    @Nested
    class Tls {

        @Test
        void keepsNameAndHostWhileConnectingToTheCheckedAddress() throws IOException {
            List<SNIServerName> names = new CopyOnWriteArrayList<>();
            try (RecordingServer tls = RecordingServer.startTls(server, (request, socket) -> {
                names.addAll(((ExtendedSSLSession) ((SSLSocket) socket).getSession()).getRequestedServerNames());
                RecordingServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            })) {
                Result result = fetch(
                        "https://auth.example.com:" + tls.port() + "/x",
                        new NetworkPath(none(), client.getSocketFactory()));

                assertThat(result).isInstanceOf(Answer.class);
                assertThat(tls.requests().get(0)).contains("\r\nHost: auth.example.com:" + tls.port() + "\r\n");
                assertThat(names).singleElement().asString().contains("auth.example.com");
            }
        }

        @Test
        void tellsThatTheCertificateIsNotTrusted() throws IOException {
            try (RecordingServer tls = RecordingServer.startTls(server, RecordingServer.ok("{}"))) {
                Result result = fetch("https://auth.example.com:" + tls.port() + "/x", new NetworkPath(none(), null));

                assertThat(reason(result)).contains("certificate is not trusted", "trust store");
                assertThat(tls.requests()).isEmpty();
            }
        }

        @Test
        void refusesACertificateForAnotherName() throws IOException {
            try (RecordingServer tls = RecordingServer.startTls(server, RecordingServer.ok("{}"))) {
                Request request = new Request(
                        "GET",
                        URI.create("https://localhost:" + tls.port() + "/x"),
                        Map.of(),
                        null,
                        FetcherFixture.LOOPBACK_MCP,
                        new NetworkPath(none(), client.getSocketFactory()));

                assertThat(reason(FetcherFixture.fetcher().fetch(request))).contains("localhost");
                assertThat(tls.requests()).isEmpty();
            }
        }

        @Test
        void isCutOffAtTheDeadlineWhereTheServerDripsARecord() throws IOException {
            try (RecordingServer plain = RecordingServer.start(NetworkPathTest::dripHandshake)) {
                NameResolver resolver = new RecordingResolver().answer("auth.example.com", "127.0.0.1");
                URI uri = URI.create("https://auth.example.com:" + plain.port() + "/x");

                Result result = FetcherFixture.fetcher(resolver)
                        .fetch(new Request(
                                "GET", uri, Map.of(), null, MCP, new NetworkPath(none(), client.getSocketFactory())));

                assertThat(reason(result)).contains("no complete answer within 700 ms");
            }
        }

        @Test
        void tellsThatTheServerDoesNotSpeakIt() throws IOException {
            try (RecordingServer plain = RecordingServer.start(RecordingServer.ok("{}"))) {
                assertThat(reason(fetch(
                                "https://auth.example.com:" + plain.port() + "/x",
                                new NetworkPath(none(), client.getSocketFactory()))))
                        .contains("TLS failed", "expected a TLS server");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Proxy.Type.class,
            names = {"HTTP", "SOCKS"})
    void plainHttpNeverLeavesThisMachineThroughAProxy(Proxy.Type type) {
        Proxy proxy = new Proxy(type, InetSocketAddress.createUnresolved("proxy.example.com", 8080));
        Result result = fetch(
                "http://localhost:8080/token",
                URI.create("http://localhost:8080/mcp"),
                new NetworkPath(new OneProxy(proxy), null));

        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("leave this machine"));
    }

    /** {@code ProxySelector.of} knows no SOCKS proxies. */
    private static final class OneProxy extends ProxySelector {

        private final Proxy proxy;

        OneProxy(Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }

    @Nested
    class HttpProxy {

        @Test
        void tunnelsHttpsToTheNameAndChecksTheServersCertificate() throws IOException {
            try (RecordingServer tls = RecordingServer.startTls(server, RecordingServer.ok("{}"));
                    RecordingServer proxy = RecordingServer.start((request, socket) -> tunnel(socket, tls.port()))) {
                Result result = fetch("https://auth.example.com/x", through(proxy));

                assertThat(result).isInstanceOf(Answer.class);
                assertThat(proxy.requests())
                        .containsExactly("CONNECT auth.example.com:443 HTTP/1.1\r\nHost: auth.example.com:443\r\n\r\n");
                assertThat(tls.requests().get(0)).contains("\r\nHost: auth.example.com\r\n");
            }
        }

        @Test
        void getsTheAbsoluteFormOfAPlainLoopbackUri() throws IOException {
            try (RecordingServer proxy = RecordingServer.start(RecordingServer.ok("{}"))) {
                Request request = new Request(
                        "GET",
                        URI.create("http://localhost:8080/x?y"),
                        Map.of(),
                        null,
                        FetcherFixture.LOOPBACK_MCP,
                        through(proxy));

                assertThat(FetcherFixture.fetcher().fetch(request)).isInstanceOf(Answer.class);
                assertThat(proxy.requests().get(0))
                        .startsWith("GET http://localhost:8080/x?y HTTP/1.1\r\nHost: localhost:8080\r\n");
            }
        }

        @Test
        void isNotAskedForAnInternalAddress() throws IOException {
            try (RecordingServer proxy = RecordingServer.start(RecordingServer.ok("{}"))) {
                assertThat(fetch("https://inside.example.com/x", through(proxy)))
                        .isInstanceOf(Refused.class);
                assertThat(fetch("https://metadata.google.internal/x", through(proxy)))
                        .isInstanceOf(Refused.class);
                assertThat(proxy.connections()).isZero();
            }
        }

        @Test
        void resolvesANameThatThisMachineCannot() throws IOException {
            try (RecordingServer proxy =
                    RecordingServer.start(RecordingServer.always("HTTP/1.1 502 Bad Gateway\r\n\r\n"))) {
                assertThat(reason(fetch("https://outside.example.com/x", through(proxy))))
                        .contains("the proxy refused a tunnel to outside.example.com:443 (502)");
            }
        }

        @Test
        void thatAsksForCredentialsGetsNone() throws IOException {
            try (RecordingServer proxy = RecordingServer.start(RecordingServer.always(
                    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n"))) {
                assertThat(reason(fetch("https://auth.example.com/x", through(proxy))))
                        .contains("407");
                assertThat(proxy.requests()).hasSize(1);
            }
        }
    }

    /** The head of a large handshake record, then its bytes one by one for ever. */
    private static void dripHandshake(String request, Socket socket) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        RecordingServer.write(socket, "\u0016\u0003\u0003@\0");
        try {
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                RecordingServer.write(socket, "\u0002");
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tunnel(Socket client, int port) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            RecordingServer.write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            Thread back = new Thread(() -> copy(target, client), "tunnel");
            back.setDaemon(true);
            back.start();
            copy(client, target);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // One side is done.
        }
    }

    private static Result fetch(String uri, NetworkPath network) {
        return fetch(uri, MCP, network);
    }

    private static Result fetch(String uri, URI mcpUri, NetworkPath network) {
        NameResolver resolver = new RecordingResolver()
                .answer("auth.example.com", "127.0.0.1")
                .answer("localhost", "127.0.0.1")
                .answer("proxy.example.com", "192.0.2.1")
                .answer("inside.example.com", "10.0.0.5");
        return new BoundedHttpFetcher(Clock.systemUTC(), List.of(), resolver, FetchLimits.DEFAULT)
                .fetch(new Request("GET", URI.create(uri), Map.of(), null, mcpUri, network));
    }

    private static NetworkPath through(RecordingServer proxy) {
        return new NetworkPath(
                ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())),
                client.getSocketFactory());
    }

    private static ProxySelector none() {
        return ProxySelector.of(null);
    }

    private static String reason(Result result) {
        assertThat(result).isInstanceOf(Unreachable.class);
        return ((Unreachable) result).reason();
    }
}
