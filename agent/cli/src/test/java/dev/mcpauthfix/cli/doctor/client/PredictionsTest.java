package dev.mcpauthfix.cli.doctor.client;

import static dev.mcpauthfix.cli.doctor.client.Predicted.connects;
import static dev.mcpauthfix.cli.doctor.client.Predicted.fails;
import static dev.mcpauthfix.cli.doctor.client.Predicted.needsCredentials;
import static dev.mcpauthfix.cli.doctor.client.Predicted.unknown;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.refusing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.doctor.client.Prediction.Outcome;
import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same for all clients, and those of them that have no OAuth to walk. */
class PredictionsTest {

    private static final String[] WITH_OAUTH = {
        "strict",
        "spec-2025-11-25",
        "spec-2026-07-28",
        "spring-mcp-security",
        "typescript",
        "python",
        "csharp",
        "go",
        "rust"
    };

    @Test
    void thereIsOneForEachClientInTheOrderOfTheTable() {
        assertThat(Predictions.of(refusing("Bearer").survey()))
                .extracting(Prediction::client)
                .isEqualTo(ClientTable.readings());
    }

    @Test
    void anOpenServerConnectsEverybody() {
        for (Surveyed open : List.of(refusing().open(), refusing().answeringType("text/event-stream"))) {
            assertThat(Predictions.of(open.survey()))
                    .allMatch(prediction ->
                            prediction.outcome() == Outcome.CONNECTS && prediction.step() == Step.CONNECTED);
        }
    }

    static Stream<Surveyed> notMcp() {
        return Stream.of(
                refusing().answering(200),
                refusing().answering(202),
                refusing().answering(204),
                refusing().answeringType("text/html"),
                refusing().answeringType("text/plain"),
                refusing().answeringJson(Map.of("status", "ok")),
                refusing().answeringJson(Map.of("jsonrpc", "2.0", "error", "{...}")));
    }

    @ParameterizedTest
    @MethodSource("notMcp")
    void a2xxThatIsNoResultOfMcpConnectsNobody(Surveyed surveyed) {
        assertThat(Predictions.of(surveyed.survey()))
                .allMatch(prediction -> prediction.outcome() == Outcome.FAILS
                        && prediction.step() == Step.REQUEST
                        && prediction.because().matches("the server answers 20[024], but not as an MCP server"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Came.class,
            names = {"REFUSED", "NOT_ASKED"})
    void aRequestThatTheProbeDidNotSendOrStoppedTellsNothingOfAnybody(Came came) {
        String reason = "POST \"" + Surveyed.MCP + "\" refused: more than 200 header lines";

        assertThat(Predictions.of(refusing().unanswered(came, reason).survey()))
                .allMatch(prediction -> prediction.outcome() == Outcome.UNKNOWN
                        && prediction.step() == Step.REQUEST
                        && prediction.because().endsWith("is not known: more than 200 header lines"));
    }

    @Test
    void whoConnectsToAServerThatHasMovedDoesSoAtTheNewAddress() {
        String before = "https://tools.example/old";

        assertThat(Predicted.of("typescript", Surveyed.healthy().movedFrom(before))
                        .because())
                .endsWith(" (at " + Surveyed.MCP + ")");
        assertThat(Predictions.of(refusing().open().movedFrom(before).survey()))
                .allMatch(prediction -> prediction.because().endsWith(" (at " + Surveyed.MCP + ")"));
        assertThat(Predicted.of("typescript", Surveyed.healthy()).because()).doesNotContain(" (at ");
        assertThat(Predicted.of("langchain4j", Surveyed.healthy().movedFrom(before))
                        .because())
                .doesNotContain(" (at ");
    }

    @Test
    void aServerThatGivesNoAnswerFailsEverybodyAndSaysWhy() {
        assertThat(Predictions.of(refusing()
                        .unreachable("no certificate of a known authority")
                        .survey()))
                .allMatch(prediction -> prediction.outcome() == Outcome.FAILS
                        && prediction.step() == Step.REQUEST
                        && prediction.because().endsWith("no certificate of a known authority"));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 405, 500, 503})
    void anAnswerThatIsNoRefusalFailsEverybody(int status) {
        assertThat(Predictions.of(refusing().answering(status).survey()))
                .allMatch(prediction -> prediction.outcome() == Outcome.FAILS
                        && prediction.step() == Step.REQUEST
                        && prediction.because().contains(String.valueOf(status)));
    }

    @Test
    void aServerThatAsksForAnotherSchemeNeedsAHeaderThatSomebodyGives() {
        Surveyed surveyed = refusing("ApiKey realm=\"tools\"").engineStopped(Why.NOT_OAUTH, "no metadata");

        assertThat(Predictions.of(surveyed.survey()))
                .allMatch(prediction -> prediction.outcome() == Outcome.NEEDS_CREDENTIALS
                        && prediction.step() == Step.CHALLENGE
                        && prediction.because().contains("asks for ApiKey"));
    }

    @Test
    void anotherSchemeBesideAnAuthorizationServerThatIsThereIsNoApiKey() {
        Surveyed surveyed = refusing("Negotiate")
                .resource(Surveyed.RESOURCE_PATH, Surveyed.MCP)
                .server(Surveyed.ISSUER_OAUTH, Surveyed.ISSUER)
                .engineFound(Rung.RESOURCE_METADATA_PATH, true);

        connects(surveyed, "typescript", "python", "mcp-auth-fix");
        fails(surveyed, "csharp", Step.CHALLENGE, "none of its challenges is Bearer");
    }

    @Test
    void aServerThatHasItAllConnectsEverybodyWithOAuth() {
        connects(Surveyed.healthy(), WITH_OAUTH);
    }

    @Test
    void aClientWithoutOAuthFailsInTheWordsThatItsUsersSee() {
        Surveyed surveyed = Surveyed.healthy();

        fails(surveyed, "java-sdk", Step.CHALLENGE, "\"Authorization error when sending message\"");
        fails(surveyed, "langchain4j", Step.CHALLENGE, "\"Unexpected status code: 401\"");
    }

    @Test
    void aClientWithoutOAuthHasNoKnownWordsAtA403() {
        Surveyed surveyed = refusing("Bearer").answering(403, "Bearer");

        for (String client : List.of("java-sdk", "langchain4j")) {
            fails(surveyed, client, Step.CHALLENGE, "does no OAuth: fails at the 403");
            assertThat(Predicted.of(client, surveyed).because()).doesNotContain("401", "users see");
        }
    }

    @Test
    void a403WithInsufficientScopeMakesMostClientsLookForAToken() {
        Surveyed surveyed = Surveyed.healthy()
                .answering(
                        403,
                        "Bearer error=\"insufficient_scope\", resource_metadata=\"" + Surveyed.RESOURCE_PATH + "\"");

        connects(surveyed, "typescript", "python", "csharp", "go", "rust");
        fails(surveyed, "spring-mcp-security", Step.CHALLENGE, "403");
    }

    @Test
    void aPlain403IsNobodysMissingToken() {
        Surveyed surveyed = refusing().answering(403);

        for (String client : WITH_OAUTH) {
            fails(surveyed, client, Step.CHALLENGE, "403");
        }
        fails(surveyed, "mcp-auth-fix", Step.CHALLENGE, "403");
    }

    @Test
    void ourOwnEndIsTheEnginesAndNotSimulated() {
        Surveyed surveyed = refusing("Bearer");

        connects(surveyed.engineFound(Rung.SERVER_METADATA_ORIGIN, true), "mcp-auth-fix");
        needsCredentials(
                surveyed.engineFound(Rung.SERVER_METADATA_ORIGIN, false),
                "mcp-auth-fix",
                Step.REGISTRATION,
                "client.id");
        fails(
                surveyed.engineStopped(Why.INVALID, "the document is of another issuer"),
                "mcp-auth-fix",
                Step.SERVER_METADATA,
                "the document is of another issuer");
    }

    @Test
    void ourOwnAssumptionOfEndpointsIsHeldAgainstWhatIsThere() {
        fails(
                refusing("Bearer").engineFound(Rung.DEFAULT_ENDPOINTS, true).assumed(404, ""),
                "mcp-auth-fix",
                Step.AUTHORIZATION,
                "answers 404");
        connects(refusing("Bearer").engineFound(Rung.DEFAULT_ENDPOINTS, true).assumed(302, ""), "mcp-auth-fix");
    }

    @Test
    void anAssumptionOfWhichNothingIsKnownCannotBeTold() {
        Surveyed surveyed = refusing("Bearer").engineFound(Rung.DEFAULT_ENDPOINTS, true);

        unknown(surveyed, "mcp-auth-fix", Step.AUTHORIZATION, "was not asked for");
        unknown(surveyed.assumed(429, ""), "mcp-auth-fix", Step.AUTHORIZATION, "answers 429");
        unknown(
                surveyed.assumed(429, ""),
                "typescript",
                Step.AUTHORIZATION,
                "assumes /authorize, and it cannot be told");
    }

    @Test
    void aReasonIsOneLineAndNamesAddressAndStatus() {
        Prediction prediction = Predicted.of("spring-mcp-security", refusing("Bearer"));

        assertThat(prediction.because())
                .isEqualTo("asks /.well-known/oauth-protected-resource/team/mcp (404) and "
                        + "/.well-known/oauth-protected-resource (404), and stops: it does not look for authorization server "
                        + "metadata at the origin");
    }
}
