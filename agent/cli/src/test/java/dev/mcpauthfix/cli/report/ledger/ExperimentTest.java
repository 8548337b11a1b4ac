package dev.mcpauthfix.cli.report.ledger;

import static dev.mcpauthfix.cli.report.AuditText.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mcpauthfix.cli.report.Arm;
import dev.mcpauthfix.cli.report.AuditText;
import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.Findings;
import dev.mcpauthfix.cli.report.FindingsJson;
import dev.mcpauthfix.cli.report.FindingsText;
import dev.mcpauthfix.cli.report.Outcome;
import dev.mcpauthfix.engine.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    private static final String OTHER = "https://other.test/mcp";

    @Test
    void findsAnEffectThatIsThere() {
        ExperimentFindings found = judged(new AuditText().arm("strict", 40, 2).arm("lenient", 40, 38));
        assertThat(outcome(found, "lenient").rate().value()).isEqualTo(0.95);
        assertThat(Objects.requireNonNull(found.effect()).conclusive()).isTrue();
        assertThat(found.effect().difference().value()).isCloseTo(0.9, within(1e-9));
        assertThat(found.effect().difference().low()).isPositive();
        assertThat(found.verdict()).startsWith("Lenient connects more: lenient 95 %, strict 5 %");
        assertThat(found.descriptive()).isNull();
    }

    @Test
    void provesNothingWhereThereIsNothing() {
        ExperimentFindings found = judged(new AuditText().arm("strict", 20, 10).arm("lenient", 20, 10));
        assertThat(Objects.requireNonNull(found.effect()).conclusive()).isFalse();
        assertThat(found.verdict()).startsWith("No difference is proven yet");
    }

    @Test
    void findsTheSameInWhateverOrderTheLinesAreRead() {
        AuditText text = new AuditText().unit("jvm");
        for (String jvm : List.of("a", "b", "c", "d", "e", "f", "g")) {
            String variant = jvm.compareTo("d") < 0 ? "strict" : "lenient";
            text.exposed(10, variant, jvm, SERVER)
                    .healed(12, variant, jvm, SERVER)
                    .healed(90, variant, jvm, SERVER);
            text.exposed(20, variant, jvm, OTHER)
                    .exposed(200, "strict", jvm, OTHER)
                    .exposed(5, variant, jvm, "https://third.test/");
            text.line(30, "token", jvm, SERVER, "decision", "obtained", "requests", 5L);
            text.line(30, "observation", jvm, OTHER, "decision", "broken", "reason", "because of " + jvm);
            text.line(31, "token", jvm, OTHER, "decision", "failed", "failure", "needs-person");
        }
        Findings expected = text.findings();
        List<String> shuffled = new ArrayList<>(text.lines());
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(AuditText.findings(shuffled)).isEqualTo(expected);
        }
    }

    @Test
    void showsNoOutcomeAnywhereWhereTheSampleRatioIsWrong() {
        Findings findings =
                new AuditText().arm("strict", 100, 7).arm("lenient", 40, 33).findings();
        ExperimentFindings found = findings.experiments().get(0);
        assertThat(found.sampleRatio().mismatch()).isTrue();
        assertThat(found.effect()).isNull();
        assertThat(found.arms()).allMatch(arm -> arm.outcome() == null);
        assertThat(found.servers()).isEmpty();
        assertThat(found.verdict()).contains("no outcome is shown");
        assertThat(FindingsText.of(findings))
                .contains("MISMATCH")
                .doesNotContain("connected within", "82.5 %", "7 %", "33 of 40");
        assertThat(JsonObject.parse(FindingsJson.of(findings)).orElseThrow().toJson())
                .contains("\"effect\":null", "\"outcome\":null")
                .doesNotContain("\"rate\"", "0.825", "strict_connected");
    }

    @Test
    void takesTheShareAtEachUnitsFirstExposureForTheSampleRatio() {
        AuditText text = new AuditText()
                .share(1000)
                .arm("lenient", 10, 0)
                .arm("strict", 90, 0)
                .share(9000);
        for (int i = 0; i < 10; i++) {
            text.exposed(1000, "strict", "late" + i, SERVER);
        }
        for (int i = 10; i < 100; i++) {
            text.exposed(1000, "lenient", "late" + i, SERVER);
        }
        ExperimentFindings found = judged(text);
        assertThat(found.sampleRatio().mismatch()).isFalse();
        assertThat(found.sampleRatio().arms()).allMatch(arm -> Math.abs(arm.expected() - 100) < 1e-6);
        assertThat(found.shares()).containsExactly(1000, 9000);
        assertThat(text.findings().limits()).anyMatch(limit -> limit.startsWith("A share was changed"));
    }

    @Test
    void callsItAMismatchWhereAnArmHasUnitsThatItMayNotHave() {
        assertThat(judged(new AuditText().share(10_000).arm("strict", 3, 0).arm("lenient", 20, 0))
                        .sampleRatio()
                        .mismatch())
                .isTrue();
        assertThat(judged(new AuditText().share(10_000).arm("lenient", 20, 0))
                        .sampleRatio()
                        .p())
                .isNull();
    }

    @Test
    void countsAUnitThatCrossesWithItsFirstVariantAndItsFirstMinute() {
        AuditText text = new AuditText().arm("strict", 5, 0).arm("lenient", 5, 5);
        text.exposed(500, "lenient", "strict0", SERVER).healed(501, "lenient", "strict0", SERVER);
        ExperimentFindings found = judged(text);
        assertThat(found.crossed()).isEqualTo(1);
        assertThat(arm(found, "strict").units()).isEqualTo(5);
        assertThat(outcome(found, "strict").connected()).isZero();
        assertThat(outcome(found, "strict").timeToConnect().censored()).isEqualTo(5);
        assertThat(text.findings().limits()).anyMatch(limit -> limit.startsWith("1 unit crossed"));
    }

    @Test
    void countsAsConnectedWithinSixtySecondsOfTheRefusalAndAsCensoredWhatNeverDid() {
        AuditText text = new AuditText();
        text.exposed(0, "lenient", "in-time", SERVER).healed(60, "lenient", "in-time", SERVER);
        text.exposed(0, "lenient", "late", SERVER).healed(60.001, "lenient", "late", SERVER);
        text.exposed(0, "lenient", "never", SERVER);
        Outcome lenient = outcome(judged(text), "lenient");
        assertThat(lenient.connected()).isEqualTo(1);
        assertThat(lenient.timeToConnect().times().count()).isEqualTo(2);
        assertThat(lenient.timeToConnect().censored()).isEqualTo(1);
        assertThat(lenient.timeToConnect().medianMs()).isBetween(59_000L, 61_000L);
        assertThat(lenient.timeToConnect().p95Ms()).isNull();
    }

    @Test
    void countsTheWaitForTheDecisionAsTimeToConnect() {
        AuditText text = new AuditText()
                .line(
                        30,
                        "challenge",
                        "a",
                        SERVER,
                        "decision",
                        "retry",
                        "added_ms",
                        30_000L,
                        "flag_key",
                        "x",
                        "variant",
                        "lenient",
                        "evaluation",
                        "SPLIT",
                        "unit",
                        "jvm");
        text.line(
                31,
                "retry",
                "a",
                SERVER,
                "decision",
                "healed",
                "status_after",
                200L,
                "flag_key",
                "x",
                "variant",
                "lenient",
                "evaluation",
                "SPLIT",
                "unit",
                "jvm");
        assertThat(outcome(judged(text), "lenient").timeToConnect().medianMs()).isEqualTo(31_000);
    }

    @Test
    void takesTheShareOfItsServersWhereAJvmIsTheUnit() {
        AuditText text = new AuditText().unit("jvm");
        text.exposed(0, "lenient", "a", SERVER)
                .healed(1, "lenient", "a", SERVER)
                .exposed(300, "lenient", "a", OTHER);
        Outcome lenient = outcome(judged(text), "lenient");
        assertThat(lenient.rate().value()).isEqualTo(0.5);
        assertThat(arm(judged(text), "lenient").units()).isEqualTo(1);
    }

    @Test
    void takesAllItsJvmsTogetherWhereAServerIsTheUnit() {
        AuditText text = new AuditText().unit("server");
        text.exposed(0, "lenient", "a", SERVER)
                .exposed(1, "lenient", "b", SERVER)
                .healed(2, "lenient", "b", SERVER);
        Arm lenient = arm(judged(text), "lenient");
        assertThat(lenient.units()).isEqualTo(1);
        assertThat(lenient.jvms()).isEqualTo(2);
        assertThat(outcome(judged(text), "lenient").connected()).isEqualTo(1);
    }

    @Test
    void leavesOutServersThatAreNotPartOfIt() {
        AuditText text = new AuditText()
                .line(
                        0,
                        "challenge",
                        "a",
                        SERVER,
                        "decision",
                        "retry",
                        "flag_key",
                        "x",
                        "variant",
                        "lenient",
                        "evaluation",
                        "TARGETING_MATCH",
                        "unit",
                        "jvm");
        assertThat(judged(text).verdict()).isEqualTo("No unit has been exposed yet.");
    }

    @Test
    void onlyDescribesWhereAnArmHasOneUnitOrFewJvms() {
        ExperimentFindings one = judged(new AuditText().arm("strict", 3, 0).arm("lenient", 1, 1));
        assertThat(one.effect()).isNull();
        assertThat(one.whyNoEffect()).startsWith("There are too few units to compare");
        AuditText few = new AuditText();
        for (int server = 0; server < 200; server++) {
            few.exposed(0, "strict", "a", "https://s" + server + ".test/");
            few.exposed(0, "lenient", "b", "https://s" + server + ".test/")
                    .healed(1, "lenient", "b", "https://s" + server + ".test/");
        }
        ExperimentFindings found = judged(few);
        assertThat(Objects.requireNonNull(found.effect()).difference().excludesZero())
                .isTrue();
        assertThat(found.effect().conclusive()).isFalse();
        assertThat(found.descriptive()).contains("1 JVM in strict and 1 in lenient");
        assertThat(found.verdict()).contains("proves nothing");
    }

    @Test
    void tellsWhatGuardrailsStopped() {
        AuditText text = new AuditText().arm("strict", 5, 0).arm("lenient", 5, 5);
        text.line(
                9,
                "experiment",
                "a",
                null,
                "decision",
                "stopped",
                "reason",
                "faults 1 of at most 0",
                "flag_key",
                AuditText.EXPERIMENT);
        ExperimentFindings found = judged(text);
        assertThat(found.stopCount()).isEqualTo(1);
        assertThat(found.stops().get(0).reason()).isEqualTo("faults 1 of at most 0");
        assertThat(found.verdict()).endsWith("Guardrails stopped it 1 time.");
    }

    @Test
    void keepsNoMoreThanItHasRoomForAndSaysSo() {
        Ledger small = new Ledger(2, 2, new Experiments(3));
        AuditText text = new AuditText();
        for (int i = 0; i < 10; i++) {
            text.exposed(i, "strict", "jvm" + i % 4, "https://s" + i % 5 + ".test/");
        }
        AuditReader reader = new AuditReader(
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII)), read -> {}, small);
        Findings findings = reader.read(List.of("-"));
        assertThat(findings.servers()).hasSize(2);
        assertThat(findings.fleet().jvms()).isEqualTo(2);
        assertThat(findings.costs().refused()).isEqualTo(10);
        assertThat(findings.limits())
                .anyMatch(limit -> limit.startsWith("There are more JVMs than are kept: 4 lines"))
                .anyMatch(limit -> limit.startsWith("There are more servers than are kept: 6 lines"));
    }

    private static ExperimentFindings judged(AuditText text) {
        assertThat(text.findings().experiments()).hasSize(1);
        return text.findings().experiments().get(0);
    }

    private static Arm arm(ExperimentFindings found, String variant) {
        return found.arms().stream()
                .filter(arm -> arm.variant().equals(variant))
                .findFirst()
                .orElseThrow();
    }

    private static Outcome outcome(ExperimentFindings found, String variant) {
        return Objects.requireNonNull(arm(found, variant).outcome());
    }
}
