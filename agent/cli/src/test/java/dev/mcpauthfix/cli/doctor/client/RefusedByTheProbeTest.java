package dev.mcpauthfix.cli.doctor.client;

import static dev.mcpauthfix.cli.doctor.client.Predicted.connects;
import static dev.mcpauthfix.cli.doctor.client.Predicted.fails;
import static dev.mcpauthfix.cli.doctor.client.Predicted.unknown;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.ISSUER;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.ISSUER_OAUTH;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.OAUTH_ROOT;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.ORIGIN;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.RESOURCE_PATH;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.RESOURCE_ROOT;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.healthy;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.refusing;

import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients at addresses where the probe did not look, or from which it turned away. */
class RefusedByTheProbeTest {

    @Test
    void whatNobodyAskedCannotBeTold() {
        unknown(
                refusing("Bearer").without(RESOURCE_ROOT),
                "typescript",
                Step.RESOURCE_METADATA,
                "/.well-known/oauth-protected-resource, and what it comes to there cannot be told: the probe did not ask it");
        unknown(healthy().without(ISSUER_OAUTH), "typescript", Step.SERVER_METADATA, "cannot be told");
    }

    @Test
    void whatWasNotAskedAfterItsTimeCannotBeToldAndSaysWhy() {
        unknown(
                healthy().noAnswer(ISSUER_OAUTH, Came.NOT_ASKED, "not asked, since the limit of 20 s is over"),
                "go",
                Step.SERVER_METADATA,
                "cannot be told: the probe did not ask it, since the limit of 20 s is over");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it redirects to another origin, \"http://169.254.169.254/latest/\"",
                "the host is at 10.0.0.1, a private address, where the MCP server's host is not",
                "more than 5 redirects",
                "more than 200 header lines"
            })
    void whatPolicyForbidsTheProbeCannotBeToldAndSaysWhich(String rule) {
        for (String client : new String[] {"strict", "spring-mcp-security", "typescript", "python", "go", "rust"}) {
            unknown(
                    healthy().refused(RESOURCE_PATH, rule),
                    client,
                    Step.RESOURCE_METADATA,
                    "the probe stopped: " + rule);
        }
        unknown(healthy().refused(ISSUER_OAUTH, rule), "python", Step.SERVER_METADATA, "the probe stopped: " + rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the answer is larger than 1048576 bytes",
                "the answer has a content coding that was not asked for"
            })
    void aBodyThatTheProbeDoesNotReadIsNoDocumentToAnybody(String rule) {
        Surveyed surveyed = refusing("Bearer")
                .refused(RESOURCE_PATH, rule)
                .resource(RESOURCE_ROOT, ORIGIN)
                .server(ISSUER_OAUTH, ISSUER);

        connects(surveyed, "python", "go");
        fails(surveyed, "spring-mcp-security", Step.RESOURCE_METADATA, "(no document), and stops: " + rule);
        fails(surveyed.refused(ISSUER_OAUTH, rule), "go", Step.SERVER_METADATA, "and stops: " + rule);
    }

    @Test
    void anAddressThatIsRarelyThereCountsAsAbsentUnlessTheProbeTurnedAwayFromIt() {
        String belowPath = OAUTH_ROOT + "/team/mcp";
        Surveyed surveyed = refusing("Bearer").server(OAUTH_ROOT, ORIGIN);
        connects(surveyed, "rust");

        unknown(surveyed.refused(belowPath, "more than 5 redirects"), "rust", Step.SERVER_METADATA, "cannot be told");
    }

    @Test
    void anEndpointThatIsAssumedWhereNobodyLookedCannotBeTold() {
        unknown(
                healthy().status(ISSUER_OAUTH, 404),
                "typescript",
                Step.AUTHORIZATION,
                "assumes https://login.example/authorize, and it cannot be told whether that is a login");
    }
}
