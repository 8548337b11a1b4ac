package dev.mcpauthfix.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.runtime.http.Failing;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no discovery follows; those that it does are met in the zoo. */
class JudgeTest {

    private static Diagnosis diagnose(Survey survey) {
        return Doctor.diagnose(survey);
    }

    private static JsonObject json(String text) {
        return JsonObject.parse(text).orElseThrow();
    }

    @Test
    void aServerThatAnswersWithoutATokenConnectsEverybody() {
        Diagnosis diagnosis =
                diagnose(Answered.with(200, Map.of(), json("{\"jsonrpc\":\"2.0\",\"result\":\"{...}\"}"), "{}"));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.STRICT_CONNECTS);
        assertThat(diagnosis.sentence()).contains("asks for no authorization");
        assertThat(diagnosis.snippets()).isEmpty();
    }

    @Test
    void anEventStreamIsAnAnswerOfAnMcpServer() {
        assertThat(diagnose(Answered.with(200, Map.of("content-type", List.of("text/event-stream")), ""))
                        .verdict())
                .isEqualTo(Verdict.STRICT_CONNECTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void aSuccessThatIsNoMcpConnectsNobody(int status) {
        Diagnosis diagnosis = diagnose(Answered.with(status, Map.of("content-type", List.of("text/plain")), "ok"));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(diagnosis.sentence()).contains("not as an MCP server does, saying ok");
    }

    @Test
    void aRefusalInsideASuccessIsNoChallenge() {
        String body = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32001,\"message\":\"Unauthorized\"}}";
        Diagnosis diagnosis =
                diagnose(Answered.with(200, Map.of(), json("{\"jsonrpc\":\"2.0\",\"error\":\"{...}\"}"), body));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.NOT_OAUTH);
        assertThat(diagnosis.sentence()).contains("inside a 200").contains("Unauthorized");
        assertThat(diagnosis.forOwner()).hasSize(1);
    }

    @Test
    void aServerThatWantsAnotherRevisionIsQuoted() {
        Diagnosis diagnosis = diagnose(Answered.with(400, Map.of(), "Unsupported protocol version"));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(diagnosis.sentence()).contains("400").contains("Unsupported protocol version");
        assertThat(diagnosis.next()).noneMatch(line -> line.contains("later"));
    }

    @ParameterizedTest
    @CsvSource({
        "301, https://tools.example/mcp/",
        "302, https://www.tools.example/mcp",
        "307, https://other.example/v2",
        "308, https://other.example/v2"
    })
    void aServerThatHasMovedIsNoLoginPage(int status, String location) {
        Diagnosis diagnosis = diagnose(Answered.with(status, Map.of("location", List.of(location)), ""));

        assertThat(diagnosis.sentence()).contains("not here any more", location);
        assertThat(diagnosis.stack()).isNull();
    }

    @Test
    void aPathThatSoundsLikeLoggingInIsNone() {
        assertThat(diagnose(Answered.with(302, Map.of("location", List.of("https://tools.example/lessons/")), ""))
                        .stack())
                .isNull();
    }

    @Test
    void aBotProtectionIsNamed() {
        Diagnosis diagnosis = diagnose(Answered.with(403, Map.of("cf-mitigated", List.of("challenge")), ""));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(diagnosis.sentence()).contains("Cloudflare");
    }

    @Test
    void aWebPageIsNoMcpEndpoint() {
        Diagnosis diagnosis =
                diagnose(Answered.with(200, Map.of("content-type", List.of("text/html; charset=utf-8")), "<html>"));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(diagnosis.sentence()).contains("web page");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410})
    void whereNoMcpEndpointIsThePathIsToBeChecked(int status) {
        Diagnosis diagnosis = diagnose(Answered.with(status));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(diagnosis.sentence()).contains(String.valueOf(status));
        assertThat(diagnosis.next().get(0)).contains("path");
    }

    @Test
    void aServerThatHasTooMuchToDoSaysWhenToComeAgain() {
        Diagnosis diagnosis = diagnose(Answered.with(429, Map.of("retry-after", List.of("120")), ""));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(diagnosis.next().get(0)).contains("try again after 120 s");
    }

    @Test
    void aLoginPageIsForPeople() {
        Diagnosis diagnosis = diagnose(Answered.with(
                302,
                Map.of(
                        "location", List.of("https://acme.cloudflareaccess.com/cdn-cgi/access/login/tools.example"),
                        "set-cookie", List.of("CF_AppSession=***")),
                ""));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(diagnosis.sentence()).contains("page for people");
        assertThat(diagnosis.stack()).isNotNull();
        assertThat(diagnosis.stack().name()).isEqualTo("Cloudflare Access");
    }

    @Test
    void aForbiddanceWithoutAChallengeIsNotOAuth() {
        assertThat(diagnose(Answered.with(403)).verdict()).isEqualTo(Verdict.NOT_OAUTH);
    }

    @ParameterizedTest
    @EnumSource(Failing.class)
    void aServerThatCannotBeReachedIsUnreachableWhateverFailed(Failing failing) {
        Diagnosis diagnosis = diagnose(Answered.not(Came.UNREACHABLE, failing, "it is gone; look there"));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNREACHABLE);
        assertThat(diagnosis.sentence()).isEqualTo("Unreachable: it is gone; look there.");
        assertThat(diagnosis.next()).isNotEmpty();
        assertThat(diagnosis.funnel().get(0).mark()).isEqualTo(FunnelStep.Mark.FAILED);
        assertThat(diagnosis.funnel().stream().skip(1).map(FunnelStep::mark)).containsOnly(FunnelStep.Mark.SKIPPED);
    }

    @Test
    void whatNoClientMayAskIsBroken() {
        Diagnosis diagnosis = diagnose(Answered.not(Came.REFUSED, Failing.REFUSED, "plain http; expected https"));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(diagnosis.sentence()).contains("plain http; expected https");
    }
}
