package dev.mcpauthfix.cli.doctor.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.Doctor;
import dev.mcpauthfix.cli.doctor.FunnelStep;
import dev.mcpauthfix.cli.doctor.Verdict;
import dev.mcpauthfix.cli.text.Terminal;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Survey;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with a secret in every place of its answers, probed for real: no form has any of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {

    private static final String CANARY = "canary7";
    private static final String TOKEN = "eyJhbGciOiJub25lIn0." + CANARY + ".x";

    private LoopbackServer server;
    private Survey survey;

    @BeforeAll
    void probe() throws IOException {
        server = new LoopbackServer(this::answer);
        survey = Probed.survey(server.origin() + "/mcp?key=" + CANARY + "&tenant=" + CANARY);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    private String answer(LoopbackServer.Seen seen) {
        String path = seen.target().replaceFirst("\\?.*", "");
        String cookie = "Set-Cookie: session=" + CANARY + "; Path=/\nServer: x Bearer " + CANARY + CANARY + "\n";
        String origin = server.origin();
        return switch (path) {
            case "/mcp" ->
                "HTTP/1.1 401 Unauthorized\n" + cookie
                        + "WWW-Authenticate: Bearer resource_metadata=\"" + origin + "/prm?ticket=" + CANARY
                        + "\", error=\"invalid_token\", error_description=\"" + TOKEN + " is over, code=" + CANARY
                        + "\"\n"
                        + "WWW-Authenticate: Basic realm=\"https://user:" + CANARY + "@host/\"\n"
                        + "Content-Type: application/json\n\n"
                        + "{\"error\":\"token " + CANARY + CANARY + " is over\",\"access_token\":\"" + CANARY
                        + "\",\"error_description\":\"https failed: Bearer " + CANARY + CANARY + "\",\"message\":\""
                        + TOKEN + "\"}";
            case "/prm" ->
                "HTTP/1.1 302 Found\n" + cookie + "Location: /moved?code=" + CANARY + "&state=" + CANARY + "\n\n";
            case "/moved" ->
                "HTTP/1.1 200 OK\n" + cookie + "Content-Type: application/json\n\n{\"resource\":\"https://user:"
                        + CANARY + "@host/mcp?key=" + CANARY + "\",\"authorization_servers\":[\"https://user:" + CANARY
                        + "@127.0.0.1:1/as?x=" + CANARY + "\",\"" + origin + "\"],\"client_secret\":\"" + CANARY
                        + "\"}";
            case "/.well-known/oauth-protected-resource" ->
                "HTTP/1.1 302 Found\nLocation: https://user:" + CANARY + "@other.example/cb?code=" + CANARY + "&state="
                        + CANARY + "#access_token=" + CANARY + "\n\n";
            case "/.well-known/oauth-protected-resource/mcp" ->
                "HTTP/1.1 403 Forbidden\nContent-Type: text/html\n\n"
                        + "<form><input type=\"hidden\" name=\"csrf\" value=\"" + CANARY + "\"></form><!-- password: "
                        + CANARY + " -->";
            default ->
                "HTTP/1.1 404 Not Found\n" + cookie + "\nno such session: session_id=" + CANARY + ", \"apiKey\": \""
                        + CANARY + "\"";
        };
    }

    @Test
    void isReallyTold() {
        assertThat(server.seen()).anyMatch(seen -> seen.target().contains("key=" + CANARY));
        assertThat(server.seen()).anyMatch(seen -> seen.target().contains("/prm?ticket=" + CANARY));
        assertThat(server.seen()).anyMatch(seen -> seen.target().contains("/moved?code=" + CANARY));
        assertThat(survey.mcpRequest().header("set-cookie")).containsExactly("session=***");
        assertThat(survey.exchanges()).anyMatch(exchange -> exchange.reason().contains("other.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"survey", "page", "issue", "curl", "text", "json", "compare"})
    void neverAppears(String form) throws IOException {
        assertThat(form(form, survey)).contains("127.0.0.1", "***").doesNotContain(CANARY);
    }

    /** Else the test above would be green for forms that leave everything out. */
    @ParameterizedTest
    @ValueSource(strings = {"survey", "page", "issue", "curl", "text", "json", "compare"})
    void wouldBeFoundIfItDid(String form) throws IOException {
        String url = "https://mcp.example.com/" + CANARY;
        assertThat(form(form, Samples.survey(url, List.of(Samples.refused(url, "Bearer")))))
                .contains(CANARY);
    }

    private static String form(String form, Survey survey) throws IOException {
        return switch (form) {
            case "survey" -> survey + documents(survey);
            case "page" -> {
                StringBuilder page = new StringBuilder();
                DoctorPage.write(diagnosis(survey), page);
                yield page.toString();
            }
            case "issue" -> IssueText.of(diagnosis(survey));
            case "text" -> DiagnosisText.of(Doctor.diagnose(survey), Terminal.coloured());
            case "json" -> DiagnosisJson.of(Doctor.diagnose(survey));
            case "compare" -> ComparedText.of(diagnosis(survey)) + survey.url();
            default -> CurlLines.of(survey);
        };
    }

    private static String documents(Survey survey) {
        return survey.exchanges().stream()
                .map(Exchange::document)
                .filter(Objects::nonNull)
                .map(JsonObject::toJson)
                .collect(Collectors.joining("\n"));
    }

    /** All that a survey holds, in the places where texts of servers come to be. */
    private static Diagnosis diagnosis(Survey survey) {
        Exchange first = survey.mcpRequest();
        return new Diagnosis(
                survey,
                Verdict.BROKEN,
                "Broken: " + first.header("www-authenticate") + " " + first.excerpt(),
                List.of(String.valueOf(survey.lenient()), String.valueOf(survey.strict()), documents(survey)),
                survey.exchanges().stream().map(CanaryTest::step).toList(),
                List.of(),
                null,
                List.of());
    }

    private static FunnelStep step(Exchange exchange) {
        return new FunnelStep(
                "look", FunnelStep.Mark.FAILED, exchange.toString(), "nothing of the kind", List.of(exchange));
    }
}
