package dev.mcpauthfix.it.authorizationserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Spring Authorization Server as its guide configures it: no public clients in its metadata, no RFC 9207, no resource indicators. */
final class SpringAuthorizationServerIT extends AuthorizationServerCases {

    @Override
    RealServer start() throws IOException {
        return new SpringAuthorizationServer(Installed.folder("spring-authorization-server"));
    }

    @Override
    List<String> scopes() {
        return List.of("mcp:tools");
    }

    @Override
    boolean offersDevices() {
        return false;
    }

    @Override
    boolean rotates() {
        return false;
    }

    @Override
    String tokenEndpoint() {
        return server().issuer() + "/oauth2/token";
    }

    private static final class SpringAuthorizationServer implements RealServer {

        private final Launched process;
        private final String issuer;

        SpringAuthorizationServer(Path folder) throws IOException {
            process = new Launched(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx384m",
                                    "-cp",
                                    "*",
                                    "dev.mcpauthfix.sas.SpringAuthorizationServer",
                                    "--server.address=127.0.0.1",
                                    "--server.port=0")
                            .directory(folder.toFile()),
                    "listening ");
            issuer = "http://127.0.0.1:" + process.after("listening ");
        }

        @Override
        public String issuer() {
            return issuer;
        }

        @Override
        public String keys() {
            return issuer + "/oauth2/jwks";
        }

        @Override
        public void forget(String clientId) throws IOException, InterruptedException {
            assertThat(OidcProviderIT.post(issuer + "/test/forget", "client=" + clientId))
                    .isEqualTo(200);
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
