package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.ChallengeTraits.Needs;
import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.engine.challenge.Challenge;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.probe.Survey;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks a client's way from a refusal to its login over what was seen of a server; no request is made. */
final class ClientLadder {

    private final Traits traits;
    private final Survey survey;
    private final Trail trail;

    private ClientLadder(Traits traits, Survey survey) {
        this.traits = traits;
        this.survey = survey;
        this.trail = new Trail(survey);
    }

    /** Where a client with these traits ends, at a server that refused a request without a token. */
    static Ending walk(Traits traits, Survey survey) {
        ClientLadder ladder = new ClientLadder(traits, survey);
        Ending early = ladder.challenge();
        return early == null ? ladder.search() : early;
    }

    private @Nullable Ending challenge() {
        ChallengeTraits reads = traits.challenge();
        List<Challenge> challenges = survey.challenges();
        int status = survey.mcpRequest().status();
        if (status == 403 && !(reads.stepsUp() && says(challenges, "insufficient_scope"))) {
            return Ending.fails(Step.CHALLENGE, "does not take the answer 403 for a missing token");
        }
        if (reads.needs() == Needs.HEADER
                && survey.mcpRequest().header("www-authenticate").isEmpty()) {
            return Ending.fails(Step.CHALLENGE, "stops at the 401: it has no WWW-Authenticate header");
        }
        if (reads.needs() == Needs.BEARER_OR_NOTHING
                && !challenges.isEmpty()
                && challenges.stream().noneMatch(challenge -> challenge.is("Bearer"))) {
            return Ending.fails(Step.CHALLENGE, "stops at the 401: none of its challenges is Bearer");
        }
        if (reads.needs() == Needs.HINT && HintReader.hint(reads.hint(), survey) == null) {
            return Ending.fails(Step.CHALLENGE, "stops at the 401: its challenge has no resource_metadata");
        }
        return null;
    }

    private static boolean says(List<Challenge> challenges, String error) {
        return challenges.stream()
                .anyMatch(challenge -> challenge.values("error").contains(error));
    }

    private Ending search() {
        String hint = HintReader.hint(traits.challenge().hint(), survey);
        String address = hint == null ? null : address(hint);
        if (address == null && hint != null && traits.challenge().relative() == ChallengeTraits.Relative.FATAL) {
            return Ending.fails(
                    Step.CHALLENGE,
                    "stops at the challenge: its resource_metadata " + hint + " is no absolute address");
        }
        ResourceSearch.Result found = new ResourceSearch(traits.resource(), trail).run(address);
        if (found instanceof Ending ending) {
            return ending;
        }
        ServerSearch servers = new ServerSearch(traits.server(), traits.login(), trail);
        return login(
                found instanceof ResourceSearch.Servers named ? servers.named(named.issuers()) : servers.atOrigin());
    }

    /** The address that the client makes of a hint, null where it follows none. */
    private @Nullable String address(String hint) {
        URI absolute = UrlRules.parse(hint);
        if (absolute == null) {
            return traits.challenge().relative() == ChallengeTraits.Relative.RESOLVED ? resolved(hint) : null;
        }
        return traits.challenge().foreign() || UrlRules.sameOrigin(absolute, trail.mcp()) ? hint : null;
    }

    private @Nullable String resolved(String hint) {
        try {
            return trail.mcp().resolve(hint).toString();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private Ending login(ServerSearch.Result found) {
        if (found instanceof Ending ending) {
            return ending;
        }
        if (found instanceof ServerSearch.Assumed assumed) {
            return assumed(assumed.origin());
        }
        JsonObject metadata = ((ServerSearch.Document) found).metadata();
        return registered(
                metadata.string("registration_endpoint") != null,
                metadata.isTrue("client_id_metadata_document_supported"),
                "",
                "");
    }

    private Ending assumed(URI there) {
        if (traits.server().defaults() == ServerTraits.Defaults.NONE) {
            return Ending.fails(
                    Step.SERVER_METADATA, trail.told("and stops: it finds no metadata of an authorization server"));
        }
        AssumedEndpoint endpoint = AssumedEndpoint.at(survey, there);
        String assumes = "assumes " + trail.shown(endpoint.address());
        String after =
                traits.login().refusesIssuer() ? ", and fails if the login's answer names an issuer (RFC 9207)" : "";
        return endpoint.state() == AssumedEndpoint.State.THERE
                ? registered(true, false, assumes + " and ", after)
                : endpoint.without(trail.told(assumes));
    }

    private Ending registered(boolean registers, boolean takesDocuments, String before, String after) {
        Registration registration = Registration.at(
                survey, registers, takesDocuments && traits.login().documents());
        String because = trail.told(before + registration.words() + after);
        return registration.isPossible()
                ? Ending.connects(because)
                : Ending.needsCredentials(Step.REGISTRATION, because);
    }
}
