package dev.mcpauthfix.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.HttpFetcher.Answer;
import dev.mcpauthfix.engine.port.HttpFetcher.Refused;
import dev.mcpauthfix.engine.port.HttpFetcher.Request;
import dev.mcpauthfix.engine.port.HttpFetcher.Result;
import dev.mcpauthfix.engine.port.HttpFetcher.Unreachable;
import dev.mcpauthfix.runtime.http.RecordingServer.Responder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BoundedHttpFetcherTest {

    private static final int CAP = 256 * 1024;

    @Nested
    class Answers {

        @Test
        void haveStatusHeadersBodyAndTheUriThatAnswered() throws IOException {
            Answer answer = answer("HTTP/1.1 404 Not Found\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.headers().get("x-a")).containsExactly("1", "2");
            assertThat(answer.body()).isEqualTo("{}");
            assertThat(answer.uri().getPath()).isEqualTo("/doc");
        }

        @ParameterizedTest
        @CsvSource({
            "'Content-Length: 5\r\n\r\nhello', hello",
            "'Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello and more', hello",
            "'Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;a=b\r\nllo\r\n0\r\nTrailer: x\r\n\r\n', hello",
            "'\r\nhello', hello",
            "'Content-Length: 0\r\n\r\n', ''",
            "'Content-Length: 8\r\n\r\n\u00ef\u00bb\u00bfhello', hello",
            "'Content-Length: 2\r\n\r\n\u00c3\u00a9', \u00e9",
        })
        void haveABodyInAnyOfTheFramings(String rest, String body) throws IOException {
            assertThat(answer("HTTP/1.1 200 OK\r\n" + rest).body()).isEqualTo(body);
        }

        @Test
        void comeAfterInterimOnes() throws IOException {
            assertThat(answer("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void areUnpackedWhereTheServerPacksThemUnasked() throws IOException {
            assertThat(fetch(gzip("{\"a\":1}".getBytes(UTF_8))))
                    .isInstanceOfSatisfying(
                            Answer.class, answer -> assertThat(answer.body()).isEqualTo("{\"a\":1}"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SSH-2.0-OpenSSH_9\r\n\r\n",
                    "HTTP/1.1 2x0 OK\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
                    "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n\r\nhello",
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                    "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!!\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: magic\r\n\r\nhello",
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nhello",
                    ""
                })
        void thatAreMalformedAreNone(String raw) throws IOException {
            assertThat(fetch(RecordingServer.always(raw))).isInstanceOf(Unreachable.class);
        }

        private Answer answer(String raw) throws IOException {
            return (Answer) fetch(RecordingServer.always(raw));
        }
    }

    @Nested
    class AttackS2Redirects {

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void areFollowedByAGetWithinTheOrigin(int status) throws IOException {
            Responder responder = (request, socket) -> RecordingServer.write(
                    socket,
                    request.startsWith("GET /doc ")
                            ? "HTTP/1.1 " + status + " Moved\r\nLocation: /other?q=1\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\n\r\nfound");

            assertThat(fetch(responder)).isInstanceOfSatisfying(Answer.class, answer -> {
                assertThat(answer.body()).isEqualTo("found");
                assertThat(answer.uri()).hasPath("/other").hasQuery("q=1");
            });
        }

        @ParameterizedTest
        @Tag("attack-2")
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void toAnotherPortAreRefusedAndTheSecondServerSeesNothing(int status) throws IOException {
            try (RecordingServer second = RecordingServer.start(RecordingServer.ok("{}"))) {
                String redirect = "HTTP/1.1 " + status + " Moved\r\nLocation: " + second.uri("/secret") + "\r\n\r\n";

                assertThat(fetch(RecordingServer.always(redirect)))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.reason())
                                        .contains(
                                                "another origin",
                                                second.uri("/secret").toString()));
                assertThat(second.connections()).isZero();
            }
        }

        @ParameterizedTest
        @Tag("attack-2")
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void areNeverFollowedByAPost(int status) throws IOException {
            String redirect = "HTTP/1.1 " + status + " Moved\r\nLocation: /other\r\n\r\n";
            try (RecordingServer server = RecordingServer.start(RecordingServer.always(redirect))) {
                Result result = FetcherFixture.fetcher().fetch(FetcherFixture.post(server.uri("/token"), "code=1"));

                assertThat(result)
                        .isInstanceOfSatisfying(
                                Answer.class,
                                answer -> assertThat(answer.status()).isEqualTo(status));
                assertThat(server.requests()).hasSize(1);
            }
        }

        @Test
        void endAfterFive() throws IOException {
            String loop = "HTTP/1.1 302 Found\r\nLocation: /doc\r\n\r\n";
            try (RecordingServer server = RecordingServer.start(RecordingServer.always(loop))) {
                Result result = FetcherFixture.fetcher().fetch(FetcherFixture.get(server.uri("/doc")));

                assertThat(result).isInstanceOf(Refused.class);
                assertThat(server.requests()).hasSize(6);
            }
        }

        @Test
        void withoutAPlaceToGoAreTheAnswer() throws IOException {
            assertThat(fetch(RecordingServer.always("HTTP/1.1 302 Found\r\n\r\n")))
                    .isInstanceOf(Answer.class);
        }
    }

    @Nested
    class AttackS12SizeAndTime {

        @Test
        void aBodyAtTheLimitIsRead() throws IOException {
            assertThat(fetch(RecordingServer.ok("x".repeat(CAP))))
                    .isInstanceOfSatisfying(
                            Answer.class, answer -> assertThat(answer.body()).hasSize(CAP));
        }

        @Test
        void aBodyAnnouncedTooLargeIsRefused() throws IOException {
            assertTooLarge(RecordingServer.ok("x".repeat(2 * 1024 * 1024)));
        }

        @Test
        void aBodyWithoutLengthIsRefusedAtTheLimit() throws IOException {
            assertTooLarge(RecordingServer.always("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(CAP + 1)));
        }

        @Test
        @Tag("attack-12")
        void anEndlessChunkedBodyIsRefusedAtTheLimit() throws IOException {
            assertTooLarge((request, socket) -> {
                RecordingServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                while (true) {
                    RecordingServer.write(socket, "400\r\n" + "x".repeat(1024) + "\r\n");
                }
            });
        }

        @Test
        @Tag("attack-12")
        void aZipBombIsRefusedAtTheLimit() throws IOException {
            assertTooLarge(gzip(new byte[50 * 1024 * 1024]));
        }

        @ParameterizedTest
        @ValueSource(strings = {"br", "deflate", "gzip, gzip"})
        void aCodingThatWasNotAskedForIsRefused(String coding) throws IOException {
            assertThat(fetch(RecordingServer.always("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\n\r\nx")))
                    .isInstanceOf(Refused.class);
        }

        @Test
        void endlessHeadersAreRefused() throws IOException {
            assertThat(fetch((request, socket) -> {
                        RecordingServer.write(socket, "HTTP/1.1 200 OK\r\n");
                        while (true) {
                            RecordingServer.write(socket, "A: b\r\n");
                        }
                    }))
                    .isInstanceOf(Refused.class);
            assertThat(fetch(RecordingServer.always("HTTP/1.1 200 OK\r\nA: " + "b".repeat(9000) + "\r\n\r\n")))
                    .isInstanceOf(Refused.class);
        }

        @Test
        @Tag("attack-12")
        void aServerThatDripsBytesIsCutOffAtTheDeadline() throws IOException {
            try (RecordingServer server = RecordingServer.start(dripping())) {
                Result result =
                        FetcherFixture.fetcher(new SystemNameResolver()).fetch(FetcherFixture.get(server.uri("/doc")));

                assertThat(result)
                        .isInstanceOfSatisfying(
                                Unreachable.class,
                                unreachable ->
                                        assertThat(unreachable.reason()).contains("no complete answer within 700 ms"));
            }
        }

        private Responder dripping() {
            CountDownLatch never = new CountDownLatch(1);
            return (request, socket) -> {
                RecordingServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                try {
                    while (!never.await(20, TimeUnit.MILLISECONDS)) {
                        RecordingServer.write(socket, "x");
                    }
                } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                }
            };
        }

        private void assertTooLarge(Responder responder) throws IOException {
            assertThat(fetch(responder))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).contains("larger than 262144 bytes"));
        }
    }

    @Nested
    class AttackS18LeakingTheApplication {

        @Test
        @Tag("attack-18")
        void aRequestHoldsNothingOfTheApplications() throws IOException {
            CookieManager cookies = new CookieManager();
            CookieHandler before = CookieHandler.getDefault();
            CookieHandler.setDefault(cookies);
            Authenticator.setDefault(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication("ada", "hunter2".toCharArray());
                }
            });
            String challenge = "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nSet-Cookie: a=b\r\n\r\n";
            try (RecordingServer server = RecordingServer.start(RecordingServer.always(challenge))) {
                cookies.getCookieStore().add(server.uri("/"), new HttpCookie("session", "hunter2"));

                FetcherFixture.fetcher().fetch(FetcherFixture.get(server.uri("/doc?q=%20")));

                assertThat(server.requests())
                        .containsExactly("GET /doc?q=%20 HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                                + "\r\nAccept: application/json\r\nUser-Agent: mcp-auth-fix\r\n"
                                + "Connection: close\r\n\r\n");
                assertThat(cookies.getCookieStore().getCookies()).hasSize(1);
            } finally {
                CookieHandler.setDefault(before);
                Authenticator.setDefault(null);
            }
        }

        @Test
        void aPostCarriesItsBodyAndTheFetchersOwnFraming() throws IOException {
            try (RecordingServer server = RecordingServer.start(RecordingServer.ok("{}"))) {
                Request request = new Request(
                        "POST",
                        server.uri(""),
                        Map.of("Content-Length", "999", "Host", "evil.example", "User-Agent", "me"),
                        "name=\u00e9",
                        FetcherFixture.LOOPBACK_MCP,
                        FetcherFixture.DIRECT);

                assertThat(FetcherFixture.fetcher().fetch(request)).isInstanceOf(Answer.class);
                assertThat(server.requests())
                        .containsExactly("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                                + "\r\nUser-Agent: me\r\nContent-Length: 7\r\nConnection: close\r\n\r\nname=\u00e9");
            }
        }

        @Test
        void aLineBreakInAHeaderIsRefused() throws IOException {
            try (RecordingServer server = RecordingServer.start(RecordingServer.ok("{}"))) {
                Request request = new Request(
                        "GET",
                        server.uri("/"),
                        Map.of("Authorization", "Basic x\r\nX-Evil: 1"),
                        null,
                        FetcherFixture.LOOPBACK_MCP,
                        FetcherFixture.DIRECT);

                assertThat(FetcherFixture.fetcher().fetch(request)).isInstanceOf(Refused.class);
                assertThat(server.requests()).isEmpty();
            }
        }
    }

    @Nested
    class Failures {

        @Test
        void tellThatTheNameDoesNotResolve() {
            assertThat(reason(URI.create("https://nowhere.invalid/x?secret=1")))
                    .isEqualTo("GET \"https://nowhere.invalid/x\": the name nowhere.invalid does not resolve; "
                            + "check its spelling and DNS");
        }

        @Test
        void tellThatNothingListens() throws IOException {
            RecordingServer server = RecordingServer.start(RecordingServer.ok("{}"));
            server.close();

            assertThat(reason(server.uri("/x"))).contains("no connection to 127.0.0.1:" + server.port());
        }

        @Test
        void tellThatTheConnectionWasClosed() throws IOException {
            try (RecordingServer server = RecordingServer.start((request, socket) -> {})) {
                assertThat(reason(server.uri("/x"))).contains("closed before the answer was complete");
            }
        }

        @Test
        void areValuesEvenWhereTheProxySelectorThrows() throws IOException {
            Request request = new Request(
                    "GET",
                    URI.create("http://127.0.0.1:1/"),
                    Map.of(),
                    null,
                    FetcherFixture.LOOPBACK_MCP,
                    new NetworkPath(new FailingProxySelector(), null));

            assertThat(FetcherFixture.fetcher().fetch(request)).isInstanceOf(Unreachable.class);
        }

        private String reason(URI uri) {
            Result result = FetcherFixture.fetcher(host -> new SystemNameResolver().resolve(host))
                    .fetch(FetcherFixture.get(uri));
            return ((Unreachable) result).reason();
        }
    }

    private static Responder gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return (request, socket) -> {
            RecordingServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n");
            socket.getOutputStream().write(packed.toByteArray());
            socket.getOutputStream().flush();
        };
    }

    private static Result fetch(Responder responder) throws IOException {
        try (RecordingServer server = RecordingServer.start(responder)) {
            return FetcherFixture.fetcher().fetch(FetcherFixture.get(server.uri("/doc")));
        }
    }
}
