package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.server.Challenge;
import dev.mcpauthfix.it.wire.WireHandler;
import dev.mcpauthfix.it.wire.WireRecorder;
import dev.mcpauthfix.it.wire.WireResponse;
import dev.mcpauthfix.it.wire.WireServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The animals whose metadata is made to harm who reads it: by its size, its depth, or by where it leads. */
final class Attackers {

    private static final int HUGE = 2 * 1024 * 1024;
    private static final int DEPTH = 100_000;

    /** Addresses of a cloud's metadata service and of an inner network. */
    private static final String INWARD = "http://169.254.169.254";

    private static final String INNER = "http://10.0.0.1";

    private Attackers() {}

    static Habitat hugeMetadata() {
        return metadata(WireResponse.json(200, Map.of("resource", "x".repeat(HUGE))));
    }

    static Habitat deepMetadata() {
        return metadata(new WireResponse(
                200,
                Map.of("Content-Type", List.of("application/json")),
                "{\"authorization_servers\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH) + "}"));
    }

    static Habitat inwardRedirect() {
        return metadata(WireResponse.redirect(INWARD + "/latest/meta-data/"));
    }

    static Habitat inwardHint() {
        Challenge challenge =
                Challenge.json(401, "{\"error\":\"invalid_token\"}", "Bearer resource_metadata=\"" + INWARD + "/x\"");
        return Strangers.challenging(
                challenge,
                origin -> WireHandler.under(
                        WellKnown.PROTECTED_RESOURCE, resourceMetadata(origin + Strangers.MCP, INNER + "/")));
    }

    /** Each redirect leads to an address that nobody saw before. */
    static Habitat endlessRedirects() {
        return Strangers.challenging(
                Challenge.bearerWithHint(),
                origin -> request -> request.path().startsWith(WellKnown.ALL)
                        ? Optional.of(WireResponse.redirect(origin + request.path() + "/on"))
                        : Optional.empty());
    }

    /** The redirect's aim would answer as the victim hopes. */
    static Cage elsewhereRedirect() throws Exception {
        WireRecorder wire = new WireRecorder(Clock.systemUTC());
        WireServer aim = WireServer.start(
                wire,
                origin -> WireHandler.under(
                        WellKnown.PROTECTED_RESOURCE, resourceMetadata(origin + Strangers.MCP, origin)));
        WireServer server = Strangers.start(
                wire,
                Challenge.bearerWithHint(),
                origin -> request -> request.path().startsWith(WellKnown.ALL)
                        ? Optional.of(WireResponse.redirect(aim.origin() + request.path()))
                        : Optional.empty());
        return Cage.around(server, wire, Strangers.MCP).with(aim);
    }

    private static Habitat metadata(WireResponse answer) {
        return Strangers.challenging(Challenge.bearerWithHint(), origin -> WireHandler.under(WellKnown.ALL, answer));
    }

    static WireResponse resourceMetadata(String resource, String authorizationServer) {
        return WireResponse.json(
                200, Map.of("resource", resource, "authorization_servers", List.of(authorizationServer)));
    }
}
