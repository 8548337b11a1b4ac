package dev.mcpauthfix.cli.report;

import dev.mcpauthfix.engine.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings as one JSON object (docs/report.md). A member without a value is null, never absent. */
public final class FindingsJson {

    /** Goes up when a member changes its meaning or leaves; new members may come without. */
    private static final long SCHEMA = 1;

    private FindingsJson() {}

    /** One line. */
    public static String of(Findings findings) {
        return JsonObject.of(object(
                        "schema", SCHEMA,
                        "input", input(findings.input()),
                        "from", time(findings.period().from()),
                        "to", time(findings.period().to()),
                        "jvms", findings.fleet().jvms(),
                        "agents", counts(findings.fleet().agents()),
                        "settings", counts(findings.fleet().settings()),
                        "experiments",
                                findings.experiments().stream()
                                        .map(FindingsJson::experiment)
                                        .toList(),
                        "servers",
                                findings.servers().stream()
                                        .map(FindingsJson::server)
                                        .toList(),
                        "costs", costs(findings.costs()),
                        "failures", failures(findings.failures()),
                        "false_heals",
                                findings.falseHeals().stream()
                                        .map(FindingsJson::falseHeal)
                                        .toList(),
                        "limits", findings.limits()))
                .toJson();
    }

    private static Map<String, @Nullable Object> input(Input input) {
        return object(
                "files", input.files(),
                "bytes", input.bytes(),
                "lines", input.lines(),
                "foreign", input.foreign(),
                "torn", input.torn(),
                "empty", input.empty(),
                "too_long", input.tooLong(),
                "dropped", input.dropped(),
                "unreadable", input.unreadable());
    }

    private static Map<String, @Nullable Object> experiment(ExperimentFindings experiment) {
        Effect effect = experiment.effect();
        SampleRatioCheck ratio = experiment.sampleRatio();
        return object(
                "name", experiment.name(),
                "unit", experiment.unit(),
                "shares_bp", experiment.shares(),
                "verdict", experiment.verdict(),
                "sample_ratio",
                        object(
                                "arms",
                                        ratio.arms().stream()
                                                .map(FindingsJson::armRatio)
                                                .toList(),
                                "p", ratio.p(),
                                "mismatch", ratio.mismatch()),
                "arms", experiment.arms().stream().map(FindingsJson::arm).toList(),
                "effect", effect == null ? null : effect(effect),
                "why_no_effect", experiment.whyNoEffect(),
                "descriptive", experiment.descriptive(),
                "servers",
                        experiment.servers().stream()
                                .map(FindingsJson::serverEffect)
                                .toList(),
                "crossed", experiment.crossed(),
                "stop_count", experiment.stopCount(),
                "stops", experiment.stops().stream().map(FindingsJson::stop).toList());
    }

    private static Map<String, @Nullable Object> armRatio(SampleRatioCheck.ArmRatio arm) {
        return object("variant", arm.variant(), "seen", arm.seen(), "expected", arm.expected());
    }

    private static Map<String, @Nullable Object> arm(Arm arm) {
        Outcome outcome = arm.outcome();
        return object(
                "variant", arm.variant(),
                "units", arm.units(),
                "jvms", arm.jvms(),
                "outcome", outcome == null ? null : outcome(outcome));
    }

    private static Map<String, @Nullable Object> outcome(Outcome outcome) {
        TimeToConnect time = outcome.timeToConnect();
        return object(
                "connected", outcome.connected(),
                "rate", estimate(outcome.rate()),
                "time_to_connect",
                        object(
                                "median_ms", time.medianMs(),
                                "p95_ms", time.p95Ms(),
                                "censored", time.censored(),
                                "healed", times(time.times())),
                "requests_per_unit", outcome.requestsPerUnit(),
                "added_wait", times(outcome.addedWait()));
    }

    private static Map<String, @Nullable Object> effect(Effect effect) {
        return object("difference", estimate(effect.difference()), "conclusive", effect.conclusive());
    }

    private static Map<String, @Nullable Object> serverEffect(ServerEffect server) {
        Estimate difference = server.difference();
        return object(
                "server", server.server(),
                "strict_units", server.strictUnits(),
                "strict_connected", server.strictConnected(),
                "lenient_units", server.lenientUnits(),
                "lenient_connected", server.lenientConnected(),
                "difference", difference == null ? null : estimate(difference));
    }

    private static Map<String, @Nullable Object> stop(GuardrailStop stop) {
        return object("time", time(stop.time()), "jvm", stop.jvm(), "reason", stop.reason());
    }

    private static Map<String, @Nullable Object> server(ServerFindings server) {
        ObservationFindings observation = server.observation();
        return object(
                "address", server.address(),
                "advice", server.advice().kind().toString(),
                "why", server.advice().why(),
                "owners_text", server.advice().ownersText(),
                "jvms", server.jvms(),
                "refused", server.refused(),
                "healed", server.healed(),
                "given_back", server.givenBack(),
                "observed", server.observed(),
                "repaired", server.repaired(),
                "false_heals", server.falseHeals(),
                "rungs", server.rungs().stream().map(FindingsJson::rung).toList(),
                "strict_enough", server.strictEnough(),
                "hint_seen", server.hintSeen(),
                "hint_is_latest", server.hintIsLatest(),
                "observation", observation == null ? null : observation(observation),
                "requests", server.requests(),
                "added_wait", times(server.addedWait()),
                "failures", failures(server.failures()));
    }

    private static Map<String, @Nullable Object> observation(ObservationFindings observation) {
        return object(
                "verdict", observation.verdict(),
                "missing", observation.missing(),
                "reason", observation.reason(),
                "verdicts", counts(observation.verdicts()));
    }

    private static Map<String, @Nullable Object> rung(RungCount rung) {
        return object("rung", rung.rung(), "healed", rung.healed(), "found", rung.found(), "strict", rung.strict());
    }

    private static Map<String, @Nullable Object> costs(Costs costs) {
        return object(
                "refused", costs.refused(),
                "requests", costs.requests(),
                "requests_per_refused", costs.requestsPerRefused(),
                "requests_per_hour", costs.requestsPerHour(),
                "added_wait", times(costs.addedWait()),
                "faults", costs.faults());
    }

    private static List<Map<String, @Nullable Object>> failures(List<FailureCount> failures) {
        return failures.stream()
                .map(failure -> object(
                        "failure", failure.failure(),
                        "words", failure.words(),
                        "count", failure.count(),
                        "servers", failure.servers()))
                .toList();
    }

    private static Map<String, @Nullable Object> falseHeal(FalseHeal one) {
        return object(
                "server", one.server(),
                "jvms", one.jvms(),
                "count", one.count(),
                "latest", time(one.latest()),
                "status", one.status());
    }

    private static Map<String, @Nullable Object> estimate(Estimate estimate) {
        return object("value", estimate.value(), "low", estimate.low(), "high", estimate.high());
    }

    private static Map<String, @Nullable Object> times(Times times) {
        return object(
                "count", times.count(),
                "median_ms", times.medianMs(),
                "p95_ms", times.p95Ms(),
                "max_ms", times.maxMs(),
                "buckets",
                        times.buckets().stream()
                                .map(bucket -> object(
                                        "from_ms", bucket.fromMs(), "to_ms", bucket.toMs(), "count", bucket.count()))
                                .toList());
    }

    private static List<Map<String, @Nullable Object>> counts(List<Count> counts) {
        return counts.stream()
                .map(count -> object("name", count.name(), "count", count.count()))
                .toList();
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static Map<String, @Nullable Object> object(@Nullable Object... members) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put(String.valueOf(members[i]), members[i + 1]);
        }
        return object;
    }
}
