package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.cli.doctor.client.AssumedEndpoint;
import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.doctor.client.Registration;
import dev.mcpauthfix.engine.challenge.Offer;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Fault;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Judges a server that asks for a token: is its authorization server found, by whom, and does one get in. */
final class LadderJudge {

    private static final String HEALED =
            "until then, -javaagent:mcp-auth-fix.jar makes clients on the JVM connect, unmodified";

    private final Clues clues;
    private final OwnersSteps owner;

    private LadderJudge(Clues clues) {
        this.clues = clues;
        this.owner = new OwnersSteps(clues);
    }

    static Judgement judge(Clues clues) {
        LadderJudge judge = new LadderJudge(clues);
        return clues.rung() == null ? judge.stopped() : judge.found();
    }

    private Judgement found() {
        if (clues.rung() == Rung.DEFAULT_ENDPOINTS && !AssumedEndpoint.isThere(clues.survey())) {
            return assumedInVain();
        }
        Exchange withToken = clues.withToken();
        if (withToken != null && !withToken.isSuccess()) {
            return loggedInInVain(withToken);
        }
        Registration registration = Registration.of(clues.survey());
        if (withToken == null && registration != Registration.DYNAMIC) {
            return needsClient(registration);
        }
        return clues.foundStrictly() ? strict() : lenient();
    }

    private Judgement assumedInVain() {
        Exchange failing = clues.serverError();
        if (failing != null) {
            return new Judgement(
                    Verdict.BROKEN,
                    "Broken: it says Bearer, and its metadata addresses answer " + failing.status() + ".",
                    "its owner has the gateway lead " + failing.url() + " to the server; unknown addresses answer 404");
        }
        return staticCredential("it says Bearer, but there is no authorization server: no metadata anywhere, and no "
                + clues.origin() + "/authorize");
    }

    private Judgement loggedInInVain(Exchange withToken) {
        return withToken.came() == Came.ANSWER
                ? new Judgement(
                        Verdict.BROKEN,
                        "Broken: the server answers " + withToken.status()
                                + " to a token of its own authorization server " + quotedIssuer() + ".",
                        "its owner has the server accept tokens for this resource (RFC 8707), or say what they lack")
                : new Judgement(
                        Verdict.NEEDS_CREDENTIALS,
                        "Needs a login: the authorization server " + quotedIssuer()
                                + " is found, and the login came to nothing.",
                        withToken.reason());
    }

    private Judgement needsClient(Registration registration) {
        String found = "Needs credentials: the authorization server " + quotedIssuer() + " is found, but ";
        List<String> next = new ArrayList<>();
        String why = switch (registration) {
            case METADATA_DOCUMENT -> "it takes only clients that publish a metadata document of their own";
            case REFUSED -> "it refuses to register a client";
            default -> "it registers no clients by itself";
        };
        if (registration == Registration.METADATA_DOCUMENT) {
            next.add("publish one and name it: client.metadata.url=<https URL> for the agent (MCP 2025-11-25)");
        }
        next.add("have a client registered there by hand and give it to the application: client.id=<id> for the agent");
        if (!clues.foundStrictly() && !isOfClient(clues.strict())) {
            next.add(owner.first());
        } else if (registration != Registration.METADATA_DOCUMENT) {
            next.add("its owner may offer client registration (RFC 7591) or client ID metadata documents");
        }
        return new Judgement(Verdict.NEEDS_CREDENTIALS, found + why + ".", next);
    }

    private static boolean isOfClient(Prediction prediction) {
        return prediction.step() == Prediction.Step.REGISTRATION;
    }

    private Judgement strict() {
        return new Judgement(
                Verdict.STRICT_CONNECTS,
                "Strict clients connect: the challenge's resource_metadata leads to the authorization server "
                        + quotedIssuer() + ".",
                "nothing has to be done at the server; clients without OAuth of their own need"
                        + " -javaagent:mcp-auth-fix.jar");
    }

    private Judgement lenient() {
        String how = clues.rung() == Rung.DEFAULT_ENDPOINTS
                ? "the endpoints that MCP 2025-03-26 assumed are at " + clues.origin()
                : "the authorization server " + quotedIssuer() + " is found by " + clues.rung();
        return new Judgement(
                Verdict.LENIENT_CONNECTS,
                "Only lenient clients connect: " + lack() + "; " + how + ".",
                owner.first(),
                HEALED);
    }

    private String lack() {
        if (clues.hasHint()) {
            return "one that goes by the challenge's resource_metadata "
                    + clues.strict().because();
        }
        return clues.challenges().isEmpty()
                ? "the " + clues.mcpRequest().status() + " has no WWW-Authenticate"
                : "the challenge has no resource_metadata";
    }

    private Judgement stopped() {
        if (clues.stoppedBy() == Why.NOT_OAUTH) {
            return clues.offer() == Offer.ONLY_OTHERS
                    ? otherScheme()
                    : staticCredential("it refuses without a token, and publishes no authorization server");
        }
        Exchange unanswered = clues.unanswered();
        if (clues.stoppedBy() == Why.UNREACHABLE && unanswered != null) {
            return new Judgement(
                    Verdict.BROKEN,
                    "Broken: the server refuses without a token, and its metadata gives no answer ("
                            + unanswered.reason() + ").",
                    "its owner mends " + unanswered.url() + "; try again later if it is down for a while only");
        }
        return invalid();
    }

    /** Clients that do not look at what is wrong connect all the same, or would. */
    private Judgement invalid() {
        List<String> next = new ArrayList<>(List.of(owner.first()));
        if (clues.fault() == Fault.PROOF_KEY) {
            next.add("who knows that it takes S256 sets pkce=assume-s256 for the agent");
        } else if (clues.fault() == Fault.ISSUER || clues.fault() == Fault.NO_SERVER_METADATA) {
            next.add("who knows the right one pins it: issuer=<URL> for the agent");
        }
        next.add(Diagnosis.IN_FULL + clues.stopReason());
        List<Prediction> connecting = clues.others(Prediction.Outcome.CONNECTS);
        List<Prediction> needing = clues.others(Prediction.Outcome.NEEDS_CREDENTIALS);
        if (!connecting.isEmpty()) {
            return new Judgement(
                    Verdict.LENIENT_CONNECTS,
                    "Only clients that do not look at it connect (" + names(connecting) + "): " + what() + ".",
                    next);
        }
        return needing.isEmpty()
                ? new Judgement(Verdict.BROKEN, "Broken: " + what() + ".", next)
                : new Judgement(
                        Verdict.NEEDS_CREDENTIALS,
                        "Needs credentials, and only clients that do not look at it get on (" + names(needing) + "): "
                                + what() + ".",
                        next);
    }

    private static String names(List<Prediction> predictions) {
        return predictions.stream()
                .map(prediction -> prediction.client().name())
                .collect(Collectors.joining(", "));
    }

    /** What a client must not use, in a few words. */
    private String what() {
        return switch (Objects.requireNonNullElse(clues.fault(), Fault.HINT)) {
            case HINT ->
                clues.hasHint()
                        ? "the challenge's resource_metadata cannot be used, and nothing else leads to an authorization server"
                        : "what it publishes leads to no authorization server";
            case RESOURCE -> "its protected resource metadata is about another resource (RFC 9728, section 3.3)";
            case NO_SERVERS -> "its protected resource metadata names no authorization server (RFC 9728, section 2)";
            case ADDRESS -> "its metadata leads to an address that no client should ask";
            case NO_SERVER_METADATA ->
                "the authorization server that it names publishes no metadata (RFC 8414, section 3)";
            case ISSUER ->
                "its authorization server metadata is of another issuer than the one it is looked for by (RFC 8414,"
                        + " section 3.3)";
            case ENDPOINT -> "its authorization server metadata has no endpoint that may be used (RFC 8414, section 2)";
            case PROOF_KEY ->
                "its authorization server does not say that it takes PKCE with S256"
                        + " (code_challenge_methods_supported; MCP 2025-11-25)";
        };
    }

    private Judgement otherScheme() {
        String scheme = ServerText.plain(clues.challenges().get(0).scheme());
        return new Judgement(
                Verdict.NOT_OAUTH,
                "Not an OAuth server: it wants the scheme " + scheme + ", which is no error.",
                "give the client credentials of that scheme, an Authorization or key header; a token would not help");
    }

    private Judgement staticCredential(String why) {
        return new Judgement(
                Verdict.NOT_OAUTH,
                "Not an OAuth server: " + why + ".",
                "give the client what its owner hands out, an API key or a token, as a header; that is no error",
                "if it does take OAuth tokens, its owner has to publish where from: "
                        + clues.resourceMetadataAddress());
    }

    private String quotedIssuer() {
        return ServerText.quote(clues.issuer());
    }
}
