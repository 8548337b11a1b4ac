package dev.mcpauthfix.cli.report.ledger;

import static dev.mcpauthfix.cli.report.AuditText.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.report.Advice;
import dev.mcpauthfix.cli.report.AuditText;
import dev.mcpauthfix.cli.report.RungCount;
import dev.mcpauthfix.cli.report.ServerFindings;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviserTest {

    private static final String HEADER =
            "WWW-Authenticate: Bearer resource_metadata=\"https://mcp.test/.well-known/oauth-protected-resource/mcp\"";

    private final AuditText text = new AuditText();

    @Test
    void healsAServerWithoutAHintAndTellsItsOwnerToo() {
        refused("retry", false).healed("server-metadata-origin");
        assertThat(advice().kind()).isEqualTo(Advice.Kind.HEAL);
        assertThat(ownersText())
                .contains(
                        HEADER,
                        "RFC 9728, section 5.1",
                        "RFC 9728,\nsection 3",
                        "\"authorization_servers\"",
                        "{\"resource\": \"" + SERVER + "\"");
    }

    @Test
    void asksForTheHeaderAloneWhereTheDocumentIsThere() {
        refused("retry", false).healed("resource-metadata-path");
        assertThat(ownersText()).contains(HEADER).doesNotContain("authorization_servers");
    }

    @Test
    void retiresWhereTheLatestChallengeHasTheHintAndTheLatestHealWentByIt() {
        refused("retry", false)
                .healed("server-metadata-origin")
                .refused("retry", true)
                .healed("hint");
        assertThat(advice()).isEqualTo(new Advice(Advice.Kind.RETIRE, advice().why(), null));
        assertThat(server().strictEnough()).isEqualTo(1);
    }

    @Test
    void doesNotRetireWhereTheHintWentAwayAgain() {
        refused("retry", true).healed("hint").refused("retry", false).healed("server-metadata-origin");
        assertThat(advice().kind()).isEqualTo(Advice.Kind.HEAL);
        assertThat(server().hintSeen()).isTrue();
        assertThat(server().hintIsLatest()).isFalse();
    }

    @Test
    void tellsTheOwnerOfADeadHintWhereItIsHealedInSpiteOfIt() {
        refused("retry", true).healed("server-metadata-origin");
        assertThat(advice().kind()).isEqualTo(Advice.Kind.HEAL);
        assertThat(ownersText()).contains("leads to nothing");
    }

    @Test
    void repairsWhereTheApplicationDoesItsOwnOAuth() {
        refused("repair", false);
        assertThat(advice().kind()).isEqualTo(Advice.Kind.REPAIR);
        assertThat(server().repaired()).isEqualTo(1);
        assertThat(ownersText()).contains(HEADER);
    }

    @Test
    void tellsTheOwnerWhereTheTokenIsRefusedToo() {
        refused("retry", false);
        text.line(
                9,
                "retry",
                "a",
                SERVER,
                "decision",
                "answered",
                "status_after",
                403L,
                "rung",
                "server-metadata-origin");
        assertThat(advice().kind()).isEqualTo(Advice.Kind.TELL_THE_OWNER);
        assertThat(ownersText()).contains("status 403", "RFC 6750, section 3");
        assertThat(text.findings().falseHeals()).hasSize(1).allMatch(one -> one.status() == 403 && one.jvms() == 1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "would-heal, heal",
        "needs-login, heal",
        "not-oauth, leave alone",
        "broken, tell the owner",
        "something-newer, wait",
    })
    void followsTheVerdictOfAnObservation(String verdict, String advice) {
        refused("observe", false);
        text.line(
                9,
                "observation",
                "a",
                SERVER,
                "decision",
                verdict,
                "rung",
                "server-metadata-origin",
                "requests",
                4L,
                "missing",
                "client id");
        assertThat(advice().kind()).hasToString(advice);
        assertThat(server().observed()).isEqualTo(1);
        assertThat(server().requests()).isEqualTo(4);
        assertThat(server().rungs()).containsExactly(new RungCount("server-metadata-origin", 0, 1, false));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "not-oauth, leave alone",
        "invalid-metadata, tell the owner",
        "token-refused, tell the owner",
        "unreachable, wait",
        "authorization-server, wait",
        "needs-client, heal",
        "needs-person, heal",
        "budget, wait",
        "unprotected, tell the owner",
        "other, wait",
    })
    void followsTheMostFrequentFailureWhereNothingElseIsKnown(String failure, String advice) {
        text.line(1, "challenge", "a", SERVER, "decision", "pass-through", "failure", failure, "hint", false);
        text.line(1, "token", "a", SERVER, "decision", "failed", "failure", failure);
        assertThat(advice().kind()).hasToString(advice);
        assertThat(text.findings().failures()).hasSize(1).allMatch(one -> one.count() == 1);
    }

    @Test
    void tellsTheOwnerOfADeadHintWhereNothingIsReachedFromIt() {
        text.line(1, "challenge", "a", SERVER, "decision", "pass-through", "failure", "unreachable", "hint", true);
        assertThat(advice().kind()).isEqualTo(Advice.Kind.TELL_THE_OWNER);
        assertThat(ownersText()).contains("leads to nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "https://mcp.test, https://mcp.test/.well-known/oauth-protected-resource\"",
        "https://mcp.test/, https://mcp.test/.well-known/oauth-protected-resource\"",
        "https://mcp.test:8443/a/b/, https://mcp.test:8443/.well-known/oauth-protected-resource/a/b/\"",
        "no address at all, https://<your host>/.well-known/oauth-protected-resource/",
    })
    void putsTheWellKnownPathBetweenHostAndPath(String address, String place) {
        text.line(1, "challenge", "a", address, "decision", "repair", "hint", false);
        assertThat(ownersText()).contains("resource_metadata=\"" + place);
    }

    @Test
    void givesOwnersNothingToPasteThatAShellWouldAct() {
        text.line(
                1, "challenge", "a", "https://mcp.test/'; rm -rf ~; '\n\u001b[2J", "decision", "repair", "hint", false);
        assertThat(ownersText())
                .contains("curl -si -X POST 'https://mcp.test/; rm -rf ~; [2J'")
                .doesNotContain("\u001b");
    }

    private AdviserTest refused(String decision, boolean hint) {
        text.line(text.lines().size(), "challenge", "a", SERVER, "decision", decision, "hint", hint, "added_ms", 5L);
        return this;
    }

    private AdviserTest healed(String rung) {
        text.line(text.lines().size(), "retry", "a", SERVER, "decision", "healed", "status_after", 200L, "rung", rung);
        return this;
    }

    private ServerFindings server() {
        return text.findings().servers().get(0);
    }

    private Advice advice() {
        return server().advice();
    }

    private String ownersText() {
        return Objects.requireNonNull(advice().ownersText());
    }
}
