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
import java.util.function.Function;

/** The animals that challenge at their MCP path and have no authorization server behind it. */
final class Strangers {

    static final String MCP = "/mcp";

    private Strangers() {}

    /** Challenges at the MCP path; all else is not found. */
    static Habitat challenging(Challenge challenge) {
        return challenging(challenge, origin -> request -> Optional.empty());
    }

    /** Challenges at the MCP path; the hint, where there is one, leads to the well-known address. */
    static Habitat challenging(Challenge challenge, Function<String, WireHandler> beside) {
        return () -> {
            WireRecorder wire = new WireRecorder(Clock.systemUTC());
            return Cage.around(start(wire, challenge, beside), wire, MCP);
        };
    }

    static WireServer start(WireRecorder wire, Challenge challenge, Function<String, WireHandler> beside)
            throws Exception {
        return WireServer.start(
                wire,
                origin -> WireHandler.at(MCP, challenge.toResponse(origin, origin + WellKnown.PROTECTED_RESOURCE + MCP))
                        .or(beside.apply(origin)));
    }

    /** Challenges at the MCP path with a bare Bearer challenge; this one answer everywhere else. */
    static Habitat everywhereElse(WireResponse answer) {
        return challenging(Challenge.bearerWithoutHint(), origin -> request -> Optional.of(answer));
    }

    static Challenge apiKeyBare() {
        return Challenge.json(401, "{\"message\":\"No API key found in request\"}", "Key realm=\"kong\"");
    }

    static Challenge staticToken() {
        return Challenge.json(401, "{\"message\":\"Unauthorized\"}", "Bearer realm=\"tools\"");
    }

    static Challenge negotiate() {
        return new Challenge(401, List.of("Negotiate"), "text/plain", "Unauthorized");
    }

    static Habitat emptyObjects() {
        return challenging(
                Challenge.bearerWithoutHint(),
                origin -> WireHandler.under(WellKnown.ALL, WireResponse.json(200, Map.of())));
    }

    /** A hint to a port where nobody listens. */
    static Cage deadHintAlone() throws Exception {
        ClosedPort gone = ClosedPort.take();
        Challenge challenge = Challenge.json(
                401,
                "{\"error\":\"invalid_token\"}",
                "Bearer resource_metadata=\"" + gone.origin() + WellKnown.PROTECTED_RESOURCE + MCP + "\"");
        return challenging(challenge).open().with(gone);
    }
}
