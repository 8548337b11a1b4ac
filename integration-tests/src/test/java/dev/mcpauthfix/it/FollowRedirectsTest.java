package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.it.authorization.AuthorizationServer;
import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import dev.mcpauthfix.it.authorization.TestAuthorizationServer;
import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.wire.WireRecorder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowRedirectsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"false, --approve, code=", "true, --approve, code=", "true, --deny, error=access_denied"})
    void bringsThePersonsAnswerToTheRedirectionUri(boolean consentPage, String decision, String answer)
            throws Exception {
        List<String> redirects = new CopyOnWriteArrayList<>();
        HttpServer callback = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        callback.createContext("/callback", exchange -> {
            redirects.add(exchange.getRequestURI().getRawQuery());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        callback.start();
        AuthorizationServer server = new AuthorizationServer(
                AuthorizationServerSettings.builder()
                        .consentPage(consentPage)
                        .anyLoopbackPort(true)
                        .build(),
                Clock.systemUTC());
        try (TestAuthorizationServer http =
                TestAuthorizationServer.start(server, new WireRecorder(Clock.systemUTC()))) {
            String clientId = new Dance(server, "").register("none").text("client_id");
            String url = http.origin() + "/oauth/authorize?response_type=code&state=xyz&code_challenge_method=S256"
                    + "&code_challenge=" + Dance.CHALLENGE + "&client_id=" + clientId
                    + "&redirect_uri=http://127.0.0.1:" + callback.getAddress().getPort() + "/callback";

            assertThat(run(BrowserCommand.in(folder, decision) + " " + url)).isZero();

            assertThat(redirects).singleElement().asString().contains(answer, "state=xyz");
        } finally {
            callback.stop(0);
        }
    }

    private static int run(String command) throws Exception {
        List<String> words = Stream.of(command.split(" ", -1)).toList();
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }
}
