package dev.mcpauthfix.cli.doctor.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.cli.doctor.form.Probed;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The words of a refusal are those that a real probe writes down. */
class RefusalTest {

    private static final String ELSEWHERE = "http://127.0.0.1:9/sign-in";
    private static final int LARGE = 2 * 1024 * 1024;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aLargeBodyIsOneOfTheBody() throws IOException {
        Exchange exchange = probed("", "", "x".repeat(LARGE));

        assertThat(Refusal.isOfBody(exchange)).as("%s", exchange).isTrue();
        assertThat(Refusal.redirect(exchange)).isNull();
        assertThat(Refusal.words(exchange)).matches("the answer is larger than \\d+ bytes");
    }

    @Test
    void aForeignCodingIsOneOfTheBody() throws IOException {
        Exchange exchange = probed("Content-Encoding", "br", "{}");

        assertThat(Refusal.isOfBody(exchange)).as("%s", exchange).isTrue();
        assertThat(Refusal.words(exchange)).isEqualTo("the answer has a content coding that was not asked for");
    }

    @Test
    void aRedirectElsewhereIsOneOfTheAddressAndTellsIt() throws IOException {
        Exchange exchange = probed("Location", ELSEWHERE, "");

        assertThat(Refusal.isOfBody(exchange)).as("%s", exchange).isFalse();
        assertThat(Refusal.redirect(exchange)).isEqualTo(ELSEWHERE);
        assertThat(Redirect.of(exchange)).isEqualTo(new Redirect(ELSEWHERE));
    }

    /** What a probe comes to at the protected resource metadata of a server whose well-known addresses all answer so. */
    private Exchange probed(String header, String value, String body) throws IOException {
        server.createContext("/", exchange -> answer(exchange, header, value, body));
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
        Exchange exchange =
                Probed.survey(url).of(Exchange.Purpose.RESOURCE_METADATA).get(0);
        assertThat(exchange.came()).as("%s", exchange).isEqualTo(Came.REFUSED);
        return exchange;
    }

    private static void answer(HttpExchange exchange, String header, String value, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (!header.isEmpty()) {
                exchange.getResponseHeaders().add(header, value);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(header.equals("Location") ? 302 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException gone) {
            // The probe hangs up as soon as it has read enough.
        }
    }
}
