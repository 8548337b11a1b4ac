package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.doctor.client.Predictions;
import dev.mcpauthfix.engine.challenge.BearerChallenge;
import dev.mcpauthfix.engine.challenge.Challenge;
import dev.mcpauthfix.engine.challenge.Offer;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Fault;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.metadata.WellKnown;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.LadderEnd;
import dev.mcpauthfix.runtime.probe.Survey;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a survey says, one question at a time. */
final class Clues {

    private final Survey survey;
    private final List<Prediction> clients;
    private final Exchange mcpRequest;
    private final List<Challenge> challenges;

    /**
     * Creates the clues.
     *
     * @param clients what the clients of the table come to
     */
    Clues(Survey survey, List<Prediction> clients) {
        this.survey = survey;
        this.clients = clients;
        this.mcpRequest = survey.mcpRequest();
        this.challenges = survey.challenges();
    }

    Survey survey() {
        return survey;
    }

    Exchange mcpRequest() {
        return mcpRequest;
    }

    /** The MCP URL that answered, without its query. */
    URI mcpUri() {
        return UrlRules.bare(URI.create(mcpRequest.url().replace("***", "")));
    }

    String origin() {
        return UrlRules.origin(mcpUri());
    }

    /** Where protected resource metadata is to be (RFC 9728, section 3.1). */
    String resourceMetadataAddress() {
        return WellKnown.protectedResource(mcpUri()).toString();
    }

    List<Challenge> challenges() {
        return challenges;
    }

    Offer offer() {
        return Offer.of(challenges);
    }

    Optional<BearerChallenge> bearer() {
        return BearerChallenge.of(challenges);
    }

    boolean hasHint() {
        return bearer().map(challenge -> !challenge.resourceMetadata().isEmpty())
                .orElse(false);
    }

    /** Whether the refusal was one that a token would answer, so that the ladder was walked. */
    boolean asksForToken() {
        return survey.lenient() != null;
    }

    /** Whether a client that goes by the hint alone finds the authorization server. */
    boolean foundStrictly() {
        return strict().outcome() == Prediction.Outcome.CONNECTS;
    }

    /** What a client comes to that goes by the hint alone. */
    Prediction strict() {
        return Predictions.strict(clients);
    }

    /** Real clients of others, as opposed to readings of the specification and to ours, that come to this. */
    List<Prediction> others(Prediction.Outcome outcome) {
        return Predictions.others(clients).stream()
                .filter(prediction -> prediction.outcome() == outcome)
                .toList();
    }

    /** Where the server has moved to by a redirect that keeps the method; null where it has not. */
    @Nullable
    String movedTo() {
        return mcpRequest.equals(survey.exchanges().get(0)) ? null : mcpRequest.url();
    }

    @Nullable
    Rung rung() {
        LadderEnd end = survey.lenient();
        return end == null ? null : end.rung();
    }

    @Nullable
    Why stoppedBy() {
        LadderEnd end = survey.lenient();
        return end == null ? null : end.why();
    }

    @Nullable
    Fault fault() {
        LadderEnd end = survey.lenient();
        return end == null ? null : end.fault();
    }

    String stopReason() {
        LadderEnd end = survey.lenient();
        return end == null ? "" : end.reason();
    }

    String issuer() {
        LadderEnd end = survey.lenient();
        return end == null ? "" : end.issuer();
    }

    /** Protected resource metadata documents: what has the member {@code resource} (RFC 9728, section 2). */
    List<Exchange> resourceDocuments() {
        return documents(Purpose.RESOURCE_METADATA, "resource");
    }

    /** Authorization server metadata documents: what has a token endpoint or an issuer (RFC 8414, section 2). */
    List<Exchange> serverDocuments() {
        return survey.of(Purpose.SERVER_METADATA).stream()
                .filter(exchange -> hasMember(exchange, "issuer") || hasMember(exchange, "token_endpoint"))
                .toList();
    }

    /** The metadata of the authorization server that was found, or of the first that was looked at; null for none. */
    @Nullable
    JsonObject serverDocument() {
        List<Exchange> documents = serverDocuments();
        for (Exchange exchange : documents) {
            JsonObject document = exchange.document();
            if (document != null && issuer().equals(document.string("issuer"))) {
                return document;
            }
        }
        return documents.isEmpty() ? null : documents.get(0).document();
    }

    /** A document whose {@code resource} does not cover the MCP URL (RFC 9728, section 3.3); null for none. */
    @Nullable
    Exchange foreignResource() {
        for (Exchange exchange : resourceDocuments()) {
            JsonObject document = exchange.document();
            String resource = document == null ? null : document.string("resource");
            URI uri = resource == null ? null : UrlRules.parse(resource.replace("***", ""));
            if (uri == null || !UrlRules.covers(UrlRules.bare(uri), mcpUri())) {
                return exchange;
            }
        }
        return null;
    }

    /** A document that names no authorization server; null for none. */
    @Nullable
    Exchange unnamed() {
        for (Exchange exchange : resourceDocuments()) {
            JsonObject document = exchange.document();
            List<String> servers = document == null ? null : document.strings("authorization_servers");
            if (servers == null || servers.isEmpty()) {
                return exchange;
            }
        }
        return null;
    }

    /** Whether the server answers for its protected resource metadata with a web page, as single-page applications do for every path. */
    boolean hasWebPageAtWellKnown() {
        return survey.of(Purpose.RESOURCE_METADATA).stream()
                .anyMatch(exchange -> exchange.url().startsWith(origin() + "/.well-known/") && isWebPage(exchange));
    }

    static boolean isWebPage(Exchange exchange) {
        return exchange.isSuccess()
                && exchange.header("content-type").stream()
                        .anyMatch(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"));
    }

    /** The first metadata request that the network did not answer; null for none. */
    @Nullable
    Exchange unanswered() {
        for (Exchange exchange : survey.exchanges()) {
            if (exchange.purpose() != Purpose.MCP_REQUEST && exchange.came() == Came.UNREACHABLE) {
                return exchange;
            }
        }
        return null;
    }

    /** A well-known address that answers with a 5xx status; null for none. */
    @Nullable
    Exchange serverError() {
        for (Exchange exchange : survey.exchanges()) {
            if (exchange.url().contains("/.well-known/") && exchange.status() / 100 == 5) {
                return exchange;
            }
        }
        return null;
    }

    /** The request with a token, null where no login was asked for. */
    @Nullable
    Exchange withToken() {
        List<Exchange> tried = survey.of(Purpose.MCP_REQUEST_WITH_TOKEN);
        return tried.isEmpty() ? null : tried.get(tried.size() - 1);
    }

    private List<Exchange> documents(Purpose purpose, String member) {
        return survey.of(purpose).stream()
                .filter(exchange -> hasMember(exchange, member))
                .toList();
    }

    private static boolean hasMember(Exchange exchange, String name) {
        JsonObject document = exchange.document();
        return exchange.isSuccess() && document != null && document.string(name) != null;
    }
}
