package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.cli.doctor.FunnelStep.Mark;
import dev.mcpauthfix.cli.doctor.client.AssumedEndpoint;
import dev.mcpauthfix.cli.doctor.client.Registration;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The last steps of the {@link Funnel}, at an authorization server that is known: what it takes to get a token there. */
final class LoginSteps {

    private final Clues clues;
    private final Survey survey;
    private final List<FunnelStep> steps = new ArrayList<>();

    private LoginSteps(Clues clues) {
        this.clues = clues;
        this.survey = clues.survey();
    }

    static List<FunnelStep> of(Clues clues) {
        LoginSteps last = new LoginSteps(clues);
        last.proofKey();
        last.clientIdentifier();
        last.withToken();
        return last.steps;
    }

    private void proofKey() {
        String name = "check for PKCE with S256";
        String expected =
                "code_challenge_methods_supported with S256 (RFC 8414, section 2; a client must refuse otherwise, MCP 2025-11-25)";
        JsonObject document = clues.serverDocument();
        if (document == null) {
            step(
                    name,
                    Mark.SKIPPED,
                    clues.rung() == Rung.DEFAULT_ENDPOINTS ? "no metadata to say it" : Funnel.NOT_COME_TO,
                    expected,
                    List.of());
            return;
        }
        boolean stopped = clues.rung() == null;
        switch (Pkce.of(document)) {
            case S256 -> step(name, Mark.PASSED, "S256 is listed", expected, List.of());
            case UNSAID ->
                step(
                        name,
                        stopped ? Mark.FAILED : Mark.LACKING,
                        "code_challenge_methods_supported is absent",
                        expected,
                        List.of());
            case OTHER ->
                step(
                        name,
                        Mark.FAILED,
                        "only "
                                + String.join(
                                        ", ",
                                        Objects.requireNonNull(document.strings("code_challenge_methods_supported"))),
                        expected,
                        List.of());
        }
    }

    private void clientIdentifier() {
        String name = "come by a client identifier";
        String expected =
                "a registration_endpoint (RFC 7591), or client_id_metadata_document_supported (MCP 2025-11-25)";
        if (clues.rung() == null || (clues.rung() == Rung.DEFAULT_ENDPOINTS && !AssumedEndpoint.isThere(survey))) {
            step(name, Mark.SKIPPED, Funnel.NOT_COME_TO, expected, List.of());
            return;
        }
        List<Exchange> tried = survey.of(Purpose.REGISTRATION);
        String untried = tried.isEmpty()
                ? " (not tried; --register does)"
                : " (tried: " + tried.get(0).outcome() + ")";
        switch (Registration.of(survey)) {
            case DYNAMIC -> step(name, Mark.PASSED, "clients register themselves" + untried, expected, tried);
            case METADATA_DOCUMENT ->
                step(name, Mark.LACKING, "by a metadata document of the client's own only", expected, tried);
            case BY_HAND -> step(name, Mark.FAILED, "neither: a client has to be registered by hand", expected, tried);
            case REFUSED -> step(name, Mark.FAILED, "registration is refused" + untried, expected, tried);
        }
    }

    /** Only where a login was asked for. */
    private void withToken() {
        List<Exchange> tried = survey.of(Purpose.MCP_REQUEST_WITH_TOKEN);
        if (!tried.isEmpty()) {
            Exchange last = tried.get(tried.size() - 1);
            step(
                    "ask with a token",
                    last.isSuccess() ? Mark.PASSED : Mark.FAILED,
                    last.came() == Came.ANSWER ? last.outcome() : last.reason(),
                    "2xx with a token that was issued for this resource (RFC 8707, RFC 6750)",
                    tried);
        }
    }

    private void step(String name, Mark mark, String came, String expected, List<Exchange> exchanges) {
        steps.add(new FunnelStep(name, mark, came, expected, exchanges));
    }
}
