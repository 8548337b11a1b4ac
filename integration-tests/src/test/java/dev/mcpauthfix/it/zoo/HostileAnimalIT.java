package dev.mcpauthfix.it.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpauthfix.it.wire.WireExchange;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The animals harm as much as they promise. */
@Timeout(60)
class HostileAnimalIT {

    private static final String RESOURCE = "/.well-known/oauth-protected-resource/mcp";
    private static final String SERVER = "/.well-known/oauth-authorization-server";

    @Test
    void anExpiredCertificateIsKnownByItsAuthority() throws Exception {
        try (Cage cage = Animal.EXPIRED_CERTIFICATE.open()) {
            assertThatThrownBy(() -> getTrusting(cage)).hasRootCauseInstanceOf(CertificateExpiredException.class);
        }
    }

    @Test
    void aWrongNameIsKnownByItsAuthority() throws Exception {
        try (Cage cage = Animal.WRONG_NAME.open()) {
            assertThatThrownBy(() -> getTrusting(cage))
                    .hasRootCauseInstanceOf(CertificateException.class)
                    .rootCause()
                    .hasMessageContaining("subject alternative");
        }
    }

    @Test
    void aSelfSignedCertificateIsOfNoAuthority() throws Exception {
        try (Cage cage = Animal.SELF_SIGNED.open()) {
            assertThatThrownBy(() -> getTrusting(cage)).hasMessageContaining("unable to find valid certification path");
        }
    }

    @Test
    void theDrippingOneSendsByteAfterByte() throws Exception {
        try (Cage cage = Animal.DRIPPING.open();
                Socket connection = Visit.connection(cage, "/mcp")) {
            byte[] start = connection.getInputStream().readNBytes(4);

            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP");
        }
    }

    @Test
    void theSlowOneTakesItsTime() throws Exception {
        try (Cage cage = Animal.SLOW.open()) {
            long before = System.nanoTime();

            assertThat(Visit.get(cage, SERVER).statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1_400));
        }
    }

    @Test
    void endlessMetadataComesAndComes() throws Exception {
        try (Cage cage = Animal.ENDLESS_METADATA.open();
                InputStream body = Visit.stream(cage, RESOURCE)) {
            assertThat(body.readNBytes(5_000_000)).hasSize(5_000_000);
        }
    }

    @Test
    void closingTheCageEndsEndlessMetadata() throws Exception {
        try (Socket connection = leftBehindBy(Animal.ENDLESS_METADATA)) {
            // Which of the two ends it is the network's choice; a read that waits in vain is neither.
            assertThat(catchThrowable(() -> connection.getInputStream().readAllBytes()))
                    .satisfiesAnyOf(
                            end -> assertThat(end).isNull(),
                            end -> assertThat(end).isInstanceOf(SocketException.class));
        }
    }

    /** A connection in the middle of its answer, after the cage was closed. */
    private static Socket leftBehindBy(Animal animal) throws Exception {
        try (Cage cage = animal.open()) {
            Socket connection = Visit.connection(cage, RESOURCE);
            assertThat(connection.getInputStream().readNBytes(1_000)).hasSize(1_000);
            return connection;
        }
    }

    @Test
    void hugeMetadataIsHuge() throws Exception {
        try (Cage cage = Animal.HUGE_METADATA.open()) {
            assertThat(Visit.get(cage, RESOURCE).body()).hasSizeGreaterThan(2 * 1024 * 1024);
        }
    }

    @Test
    void deepMetadataIsDeep() throws Exception {
        try (Cage cage = Animal.DEEP_METADATA.open()) {
            assertThat(Visit.get(cage, RESOURCE).body()).contains("[".repeat(100_000) + "]".repeat(100_000));
        }
    }

    @Test
    void theZipBombIsSmallAndUnpacksToAHundredMebibytes() throws Exception {
        try (Cage cage = Animal.ZIP_BOMB.open();
                InputStream body = Visit.stream(cage, RESOURCE)) {
            byte[] packed = body.readAllBytes();

            assertThat(packed).hasSizeLessThan(200_000);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).skip(Long.MAX_VALUE))
                    .isGreaterThan(100L * 1024 * 1024);
        }
    }

    @Test
    void aHundredThousandHeaderLinesCome() throws Exception {
        try (Cage cage = Animal.HEADER_FLOOD.open();
                Socket connection = Visit.connection(cage, "/mcp")) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(lines.lines().filter(line -> line.startsWith("X-Flood-")).count())
                    .isEqualTo(100_000);
        }
    }

    @Test
    void escapesAreInTheIssuerToo() throws Exception {
        try (Cage cage = Animal.TERMINAL_ESCAPES.open()) {
            assertThat(Visit.get(cage, SERVER).body()).contains("\\u001B]0;owned\\u0007", "\u202Eevil");
        }
    }

    @Test
    void whoFollowsElsewhereIsSeen() throws Exception {
        try (Cage cage = Animal.ELSEWHERE_REDIRECT.open()) {
            HttpResponse<String> redirect = Visit.get(cage, RESOURCE);
            assertThat(cage.elsewhere()).isEmpty();

            Visit.get(cage, redirect.headers().firstValue("Location").orElseThrow());

            assertThat(cage.elsewhere()).extracting(WireExchange::path).containsExactly(RESOURCE);
        }
    }

    @Test
    void inwardHintsGoOnInTheMetadata() throws Exception {
        try (Cage cage = Animal.INWARD_HINT.open()) {
            assertThat(Visit.get(cage, RESOURCE).body()).contains("\"authorization_servers\":[\"http://10.0.0.1/\"]");
        }
    }

    @Test
    void everyRedirectLeadsToANewAddress() throws Exception {
        try (Cage cage = Animal.ENDLESS_REDIRECTS.open()) {
            String first = location(Visit.get(cage, RESOURCE));
            String second = location(Visit.get(cage, first));

            assertThat(second).isEqualTo(first + "/on");
        }
    }

    @Test
    void theSilentOneRecordsWhatItHeard() throws Exception {
        try (Cage cage = Animal.SILENT.open()) {
            assertThatThrownBy(() -> Visit.post(cage.url(), Duration.ofMillis(500)));

            assertThat(cage.wire().exchanges())
                    .extracting(WireExchange::rpcMethod)
                    .containsExactly("initialize");
        }
    }

    private static String location(HttpResponse<String> redirect) {
        return redirect.headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<String> getTrusting(Cage cage) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(Certificates.authority());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpClient http = HttpClient.newBuilder().sslContext(context).build();
        return http.send(HttpRequest.newBuilder(cage.url()).build(), HttpResponse.BodyHandlers.ofString());
    }
}
