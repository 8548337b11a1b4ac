package dev.mcpauthfix.runtime.http;

import static dev.mcpauthfix.runtime.http.TracingFixture.direct;
import static dev.mcpauthfix.runtime.http.TracingFixture.hops;
import static dev.mcpauthfix.runtime.http.TracingFixture.reason;
import static dev.mcpauthfix.runtime.http.TracingFixture.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.HttpFetcher.Answer;
import dev.mcpauthfix.runtime.http.TracingFetcher.Traced;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TracedTlsTest {

    private static final NetworkPath OF_THE_JDK = new NetworkPath(ProxySelector.of(null), null);

    @TempDir
    static Path folder;

    private static TestCertificates selfSigned;
    private static TestAuthority authority;

    @BeforeAll
    static void makeCertificates() throws Exception {
        selfSigned = TestCertificates.make(folder, "dns:auth.example.com,ip:127.0.0.1");
        authority = TestAuthority.make(folder);
    }

    @Test
    void thatWentWellIsToldWithTheCertificate() throws Exception {
        String until = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
        try (RecordingServer server = RecordingServer.startTls(selfSigned.server(), RecordingServer.ok("{}"))) {
            Traced traced = get(server, selfSigned.trustingClient());

            assertThat(traced.result()).isInstanceOf(Answer.class);
            assertThat(hops(traced)).last().isEqualTo("TLS TLSv1.3, certificate CN=test by CN=test, until " + until);
        }
    }

    @Nested
    class ACertificate {

        @Test
        void thatIsSelfSignedIsSaidSoAndGetsNoRequest() throws Exception {
            try (RecordingServer server = RecordingServer.startTls(selfSigned.server(), RecordingServer.ok("{}"))) {
                Traced traced = get(server, OF_THE_JDK);

                assertThat(traced.failing()).isEqualTo(Failing.CERTIFICATE);
                assertThat(reason(traced))
                        .contains(
                                "certificate CN=test is self-signed, and not in this Java's trust store ",
                                "cacerts;",
                                "keytool -importcert");
                assertThat(server.connections()).isEqualTo(2);
                assertThat(server.requests()).isEmpty();
            }
        }

        @Test
        void isMeasuredByTheTrustStoreThatIsNamed() throws Exception {
            System.setProperty("javax.net.ssl.trustStore", "/nowhere/trust.p12");
            try (RecordingServer server = RecordingServer.startTls(selfSigned.server(), RecordingServer.ok("{}"))) {
                assertThat(reason(get(server, OF_THE_JDK)))
                        .contains(
                                "the trust store /nowhere/trust.p12 (javax.net.ssl.trustStore, and there is no such file)");
            } finally {
                System.clearProperty("javax.net.ssl.trustStore");
            }
        }

        @Test
        void thatHasExpiredIsToldWithBothDates() throws Exception {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            refused(
                    TestCertificates.make(folder, "dns:auth.example.com", "-startdate", "-10d", "-validity", "5"),
                    "its TLS certificate CN=test has expired",
                    "until " + today.minusDays(5));
        }

        @Test
        void ofAnAuthorityThatHasExpiredIsToldTheSame() throws Exception {
            try (RecordingServer server = RecordingServer.startTls(
                    authority
                            .issue(true, "-startdate", "-10d", "-validity", "5")
                            .server(),
                    RecordingServer.ok("{}"))) {
                assertThat(reason(get(server, authority.trustingClient())))
                        .contains("its TLS certificate CN=leaf has expired");
            }
        }

        @Test
        void thatIsNotValidYetPutsTheClockInQuestion() throws Exception {
            refused(
                    TestCertificates.make(folder, "dns:auth.example.com", "-startdate", "+5d"),
                    "its TLS certificate CN=test is not valid yet",
                    "check the clock of this machine");
        }

        @Test
        void ofAnUnknownAuthorityNamesIt() throws Exception {
            refused(
                    authority.issue(true),
                    "its TLS certificate CN=leaf by CN=Test Root, until ",
                    "does not hold the authority CN=Test Root");
        }

        @Test
        void thatComesWithoutItsIntermediateIsSaidSo() throws Exception {
            refused(
                    authority.issue(false),
                    "does not hold the authority CN=Test Root",
                    "the server sends no certificate but its own");
        }

        @Test
        void ofOtherNamesTellsFiveOfThem() throws Exception {
            TestCertificates others = TestCertificates.make(
                    folder, "dns:a.example,dns:b.example,ip:10.0.0.1,dns:c.example,dns:d.example,dns:e.example");
            try (RecordingServer server = RecordingServer.startTls(others.server(), RecordingServer.ok("{}"))) {
                Traced traced = get(server, others.trustingClient());

                assertThat(traced.failing()).isEqualTo(Failing.CERTIFICATE);
                assertThat(reason(traced))
                        .contains("made out to a.example, b.example, 10.0.0.1, c.example, d.example and 1 more,"
                                + " not to auth.example.com");
            }
        }

        private void refused(TestCertificates certificates, String... words) throws Exception {
            try (RecordingServer server = RecordingServer.startTls(certificates.server(), RecordingServer.ok("{}"))) {
                Traced traced = get(server, OF_THE_JDK);

                assertThat(traced.failing()).isEqualTo(Failing.CERTIFICATE);
                assertThat(reason(traced)).contains(words);
                assertThat(server.requests()).isEmpty();
            }
        }
    }

    @Nested
    class AHandshake {

        @ParameterizedTest
        @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "<!DOCTYPE HTML><html></html>"})
        void withAServerOfPlainHttpNamesThePlainUrl(String answer) throws IOException {
            try (RecordingServer server = RecordingServer.start(RecordingServer.always(answer))) {
                Traced traced = get(server, OF_THE_JDK);

                assertThat(traced.failing()).isEqualTo(Failing.TLS);
                assertThat(reason(traced))
                        .contains("speaks plain HTTP on port " + server.port())
                        .contains("use http://auth.example.com:" + server.port());
            }
        }

        @Test
        void withSomethingElseShowsHowItBegan() throws IOException {
            try (RecordingServer server =
                    RecordingServer.start(RecordingServer.always("SSH-2.0-OpenSSH_9\r\nand more"))) {
                assertThat(reason(get(server, OF_THE_JDK))).contains("does not speak TLS (it began with \"SSH-2");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "70, 'no TLS version or cipher in common'",
            "112, 'has no site of the name auth.example.com (TLS alert unrecognized_name)'",
            "40, 'refused the TLS handshake'",
            "42, 'wants a certificate of the client'",
            "116, 'wants a certificate of the client'",
            "80, 'TLS failed'",
        })
        void thatAnAlertEndedSaysWhatItMeans(int alert, String words) throws IOException {
            String record = "\u0015\u0003\u0003\u0000\u0002\u0002" + (char) alert;
            try (RecordingServer server = RecordingServer.start((request, socket) -> {
                RecordingServer.write(socket, record);
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            })) {
                Traced traced = get(server, OF_THE_JDK);

                assertThat(traced.failing()).isEqualTo(Failing.TLS);
                assertThat(reason(traced)).contains(words);
            }
        }

        @Test
        void thatTheServerClosesIsSaidSo() throws IOException {
            try (RecordingServer server = RecordingServer.start((request, socket) -> socket.shutdownOutput())) {
                Traced traced = get(server, OF_THE_JDK);

                assertThat(traced.failing()).isEqualTo(Failing.TLS);
                assertThat(reason(traced)).contains("closed in the TLS handshake without a reason");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
        void thatWantsACertificateOfTheClientsIsSaidSo(String version) throws Exception {
            SSLContext client = selfSigned.trustingClient();
            try (RecordingServer server =
                    RecordingServer.startMutualTls(selfSigned.server(), version, RecordingServer.ok("{}"))) {
                Traced traced = get(server, client);

                // Whether its alert comes through before it closes is up to the network.
                assertThat(traced.failing()).isIn(Failing.TLS, Failing.ANSWER);
                assertThat(reason(traced)).containsPattern("wants? a certificate of the client");
            }
        }
    }

    private static Traced get(RecordingServer server, SSLContext client) {
        return get(server, direct(client));
    }

    private static Traced get(RecordingServer server, NetworkPath network) {
        return trace("https://auth.example.com:" + server.port() + "/x", network);
    }
}
