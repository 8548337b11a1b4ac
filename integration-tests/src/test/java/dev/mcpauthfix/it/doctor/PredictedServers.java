package dev.mcpauthfix.it.doctor;

import dev.mcpauthfix.it.authorization.Fault;
import dev.mcpauthfix.it.server.Challenge;
import dev.mcpauthfix.it.server.ServerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Servers at which clients part ways. */
final class PredictedServers {

    private PredictedServers() {}

    static List<ServerShape> all() {
        List<ServerShape> all = new ArrayList<>(ServerShape.healing());
        all.add(healthy());
        all.addAll(List.of(ServerShape.apiKey(), ServerShape.basic(), ServerShape.forbidden(), ServerShape.notFound()));
        all.add(ServerShape.apiKey().named("bareAndNothingElse").withChallenge(Challenge.bare()));
        all.add(ServerShape.apiKey().named("bearerAndNothingElse").withChallenge(Challenge.bearerWithoutHint()));
        all.add(resourceIsTheOrigin());
        all.addAll(hints());
        all.addAll(authorizationServers());
        return all;
    }

    /** Those of them at which the most different things happen, for clients that other tests meet at all. */
    static List<ServerShape> telling() {
        List<String> names = List.of(
                "founding",
                "healthy",
                "bareUnauthorized",
                "resourceMetadataPath",
                "defaultEndpoints",
                "apiKey",
                "bearerAndNothingElse",
                "deadHint",
                "relativeHint",
                "pkceNotListed",
                "anotherIssuer",
                "registeredByHand");
        return all().stream().filter(shape -> names.contains(shape.name())).toList();
    }

    /** Everything is where the specification has it. */
    static ServerShape healthy() {
        return ServerShape.resourceMetadataPath().named("healthy").withChallenge(Challenge.bearerWithHint());
    }

    /** The document at the path is for the whole origin, as that of many a real server. */
    private static ServerShape resourceIsTheOrigin() {
        ServerShape healthy = healthy();
        return new ServerShape(
                "resourceIsTheOrigin",
                healthy.transport(),
                healthy.mcpPath(),
                healthy.challenge(),
                healthy.resourceMetadataAt(),
                "{origin}",
                healthy.foreignAuthorizationServer(),
                healthy.authorizationServer(),
                healthy.rung());
    }

    private static List<ServerShape> hints() {
        return List.of(
                healthy()
                        .named("deadHint")
                        .withChallenge(bearer("Bearer resource_metadata=\"{resource_metadata}-gone\"")),
                ServerShape.hintOnly()
                        .named("relativeHint")
                        .withChallenge(bearer("Bearer resource_metadata=\"/custom/metadata/location.json\"")),
                ServerShape.hintOnly()
                        .named("negotiateFirst")
                        .withChallenge(bearer("Negotiate", "Bearer resource_metadata=\"{resource_metadata}\"")));
    }

    private static List<ServerShape> authorizationServers() {
        return List.of(
                healthy().named("pkceNotListed").withAuthorizationServer(server -> server.codeChallengeMethods()),
                healthy().named("pkcePlain").withAuthorizationServer(server -> server.codeChallengeMethods("plain")),
                healthy()
                        .named("anotherIssuer")
                        .withAuthorizationServer(server -> server.faults(Fault.METADATA_NAMES_ANOTHER_ISSUER)),
                ServerShape.founding()
                        .named("anotherIssuerAtOrigin")
                        .withAuthorizationServer(server -> server.faults(Fault.METADATA_NAMES_ANOTHER_ISSUER)),
                ServerShape.founding()
                        .named("pagesForMetadata")
                        .withAuthorizationServer(server -> server.faults(Fault.METADATA_IS_A_WEB_PAGE)),
                healthy()
                        .named("registeredByHand")
                        .withAuthorizationServer(server -> server.onlyRegistered(Map.of("somebody", "a-secret"))));
    }

    private static Challenge bearer(String... lines) {
        return new Challenge(401, List.of(lines), "application/json", "{\"error\":\"invalid_token\"}");
    }
}
