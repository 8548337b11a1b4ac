package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.authorization.AuthorizationServer;
import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import dev.mcpauthfix.it.server.Challenge;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireHandler;
import dev.mcpauthfix.it.wire.WireRecorder;
import dev.mcpauthfix.it.wire.WireServer;
import java.time.Clock;

/** The animals whose TLS is broken. Behind it stands the founding challenge with its authorization server. */
final class SecureAnimals {

    private SecureAnimals() {}

    /** Shows the certificate of this name. */
    static Habitat showing(String certificate) {
        return () -> {
            WireRecorder wire = new WireRecorder(Clock.systemUTC());
            return Cage.around(
                    WireServer.start(wire, Certificates.context(certificate), SecureAnimals::founding),
                    wire,
                    Strangers.MCP);
        };
    }

    /** Speaks plain HTTP where the URL says HTTPS. */
    static Cage noTls() throws Exception {
        TestMcpServer server = TestMcpServer.start(ServerShape.founding());
        return Cage.at(server.mcpUri().toString().replace("http:", "https:"), server.wire(), server);
    }

    private static WireHandler founding(String origin) {
        AuthorizationServer server =
                new AuthorizationServer(AuthorizationServerSettings.builder().build(), Clock.systemUTC());
        server.hostedAt(origin);
        return WireHandler.at(Strangers.MCP, Challenge.bearerWithoutHint().toResponse(origin, origin + "/nowhere"))
                .or(server);
    }
}
