package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.cli.doctor.FunnelStep.Mark;
import dev.mcpauthfix.cli.doctor.client.AssumedEndpoint;
import dev.mcpauthfix.engine.challenge.Offer;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Fault;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.runtime.http.Hop;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Goes through the steps of a client that knows all specifications, and says of each what came and what was to come. */
final class Funnel {

    static final String NOT_COME_TO = "not come to";

    private final Clues clues;
    private final Survey survey;
    private final List<FunnelStep> steps = new ArrayList<>();

    private Funnel(Clues clues) {
        this.clues = clues;
        this.survey = clues.survey();
    }

    static List<FunnelStep> of(Clues clues) {
        Funnel funnel = new Funnel(clues);
        funnel.reach();
        funnel.refusal();
        funnel.challenge();
        funnel.resourceMetadata();
        funnel.serverMetadata();
        funnel.steps.addAll(LoginSteps.of(clues));
        return funnel.steps;
    }

    private void reach() {
        Exchange exchange = clues.mcpRequest();
        boolean answered = exchange.came() == Came.ANSWER;
        String way = exchange.hops().stream().map(Hop::words).collect(Collectors.joining("; "));
        String time = " (" + exchange.millis() + " ms)";
        step(
                "reach the server",
                answered ? Mark.PASSED : Mark.FAILED,
                answered ? (way.isEmpty() ? "it answers" : way) + time : exchange.reason(),
                "an HTTP answer to a POST of an MCP client (MCP 2025-06-18, streamable HTTP)",
                survey.of(Purpose.MCP_REQUEST));
    }

    private void refusal() {
        Exchange exchange = clues.mcpRequest();
        String expected =
                "401 without a token (MCP 2025-11-25, authorization; RFC 6750, section 3), or 2xx where none is needed";
        if (exchange.came() != Came.ANSWER) {
            step("ask without a token", Mark.SKIPPED, NOT_COME_TO, expected, List.of());
            return;
        }
        boolean right = exchange.status() == 401 || (exchange.isSuccess() && !Clues.isWebPage(exchange));
        boolean usable = right || clues.asksForToken();
        String said = exchange.excerpt().isEmpty() ? "" : ": " + ServerText.plain(exchange.excerpt());
        step(
                "ask without a token",
                right ? Mark.PASSED : usable ? Mark.LACKING : Mark.FAILED,
                exchange.outcome() + said,
                expected,
                List.of());
    }

    private void challenge() {
        String expected = "WWW-Authenticate: Bearer resource_metadata=\"" + clues.resourceMetadataAddress()
                + "\" (RFC 9728, section 5.1)";
        List<String> lines = clues.mcpRequest().header("www-authenticate");
        boolean refused = clues.asksForToken() || clues.mcpRequest().status() == 401;
        if (!refused) {
            step("read the challenge", Mark.SKIPPED, lines.isEmpty() ? NOT_COME_TO : shown(lines), expected, List.of());
            return;
        }
        Mark mark = clues.hasHint() ? Mark.PASSED : clues.offer() == Offer.ONLY_OTHERS ? Mark.FAILED : Mark.LACKING;
        String came = lines.isEmpty()
                ? "no WWW-Authenticate at all"
                : shown(lines) + (clues.hasHint() || mark == Mark.FAILED ? "" : ": no resource_metadata");
        step("read the challenge", mark, came, expected, List.of());
    }

    private static String shown(List<String> lines) {
        return lines.stream().map(ServerText::plain).collect(Collectors.joining("; and "));
    }

    private void resourceMetadata() {
        String expected = "JSON with resource=\"" + clues.mcpUri()
                + "\" and authorization_servers, at the hint or the well-known address (RFC 9728, sections 2, 3.1 and 3.3)";
        List<Exchange> asked = survey.of(Purpose.RESOURCE_METADATA);
        String name = "find protected resource metadata";
        if (asked.isEmpty()) {
            step(name, Mark.SKIPPED, NOT_COME_TO, expected, asked);
            return;
        }
        Exchange foreign = clues.foreignResource();
        JsonObject about = foreign == null ? null : foreign.document();
        Rung rung = clues.rung();
        if (about != null && rung == null) {
            step(
                    name,
                    Mark.FAILED,
                    "about another resource, " + ServerText.quote(String.valueOf(about.string("resource"))),
                    expected,
                    asked);
        } else if (rung == Rung.HINT || rung == Rung.RESOURCE_METADATA_PATH || rung == Rung.RESOURCE_METADATA_ROOT) {
            step(name, Mark.PASSED, "found by " + rung, expected, asked);
        } else if (!clues.resourceDocuments().isEmpty()) {
            boolean unnamed = clues.unnamed() != null;
            step(
                    name,
                    unnamed ? Mark.LACKING : Mark.PASSED,
                    unnamed ? "it names no authorization server" : "there is a document",
                    expected,
                    asked);
        } else {
            boolean over = rung == null && clues.stoppedBy() != Why.NOT_OAUTH;
            step(name, over ? Mark.FAILED : Mark.LACKING, "none" + outcomes(asked), expected, asked);
        }
    }

    private void serverMetadata() {
        String expected =
                "JSON whose issuer is the one that was looked for, with its endpoints (RFC 8414, sections 3.1 and 3.3)";
        List<Exchange> asked = survey.of(Purpose.SERVER_METADATA);
        String name = "find authorization server metadata";
        if (asked.isEmpty()) {
            step(name, Mark.SKIPPED, NOT_COME_TO, expected, asked);
            return;
        }
        Rung rung = clues.rung();
        if (rung == Rung.DEFAULT_ENDPOINTS) {
            boolean there = AssumedEndpoint.isThere(survey);
            List<Exchange> all = new ArrayList<>(asked);
            all.addAll(survey.of(Purpose.ASSUMED_ENDPOINT));
            step(
                    name,
                    there ? Mark.LACKING : Mark.FAILED,
                    "none" + outcomes(asked) + "; /authorize at the origin, which MCP 2025-03-26 assumes, is "
                            + (there ? "there" : "not there either"),
                    expected,
                    all);
        } else if (rung == Rung.SERVER_METADATA_ORIGIN || rung == Rung.SERVER_METADATA_PATH) {
            step(
                    name,
                    Mark.LACKING,
                    "found by " + rung + ", where MCP since 2025-06-18 does not look: issuer "
                            + ServerText.quote(clues.issuer()),
                    expected,
                    asked);
        } else if (rung != null) {
            step(name, Mark.PASSED, "issuer " + ServerText.quote(clues.issuer()), expected, asked);
        } else if (clues.serverDocuments().isEmpty()) {
            step(name, Mark.FAILED, "none" + outcomes(asked), expected, asked);
        } else {
            boolean wrong =
                    clues.fault() != Fault.PROOF_KEY && clues.fault() != Fault.RESOURCE && clues.fault() != Fault.HINT;
            step(
                    name,
                    wrong ? Mark.FAILED : Mark.PASSED,
                    wrong ? clues.stopReason() : "there is a document",
                    expected,
                    asked);
        }
    }

    /** Each outcome once: where nothing was found, that tells enough. */
    private static String outcomes(List<Exchange> asked) {
        Set<String> different =
                asked.stream().map(Exchange::outcome).collect(Collectors.toCollection(LinkedHashSet::new));
        return " (" + String.join("; ", different) + ")";
    }

    private void step(String name, Mark mark, String came, String expected, List<Exchange> exchanges) {
        steps.add(new FunnelStep(name, mark, came, expected, exchanges));
    }
}
