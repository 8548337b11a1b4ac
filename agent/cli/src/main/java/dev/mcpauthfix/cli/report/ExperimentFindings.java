package dev.mcpauthfix.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One experiment, strict against lenient.
 *
 * @param name the {@code flag_key}
 * @param unit what is assigned, as the audit log says it: a JVM, a server, or both together
 * @param shares lenient's shares that were seen, in basis points, ascending
 * @param arms strict, then lenient; always both
 * @param sampleRatio whether the arms are as large as the shares ask for
 * @param effect lenient against strict; null where it is not to be shown
 * @param whyNoEffect why not, a sentence; null where there is one
 * @param descriptive why the figures only describe and prove nothing, a sentence; null where they may
 * @param servers server by server, most units first; empty where the sample ratio is wrong
 * @param crossed units that were seen in the other variant later; their outcome is that of the first 60 seconds
 * @param stops by guardrails, earliest first, at most 100
 * @param stopCount how many stops there were
 * @param verdict the whole in one sentence
 */
public record ExperimentFindings(
        String name,
        String unit,
        List<Integer> shares,
        List<Arm> arms,
        SampleRatioCheck sampleRatio,
        @Nullable Effect effect,
        @Nullable String whyNoEffect,
        @Nullable String descriptive,
        List<ServerEffect> servers,
        long crossed,
        List<GuardrailStop> stops,
        long stopCount,
        String verdict) {

    public ExperimentFindings {
        shares = List.copyOf(shares);
        arms = List.copyOf(arms);
        servers = List.copyOf(servers);
        stops = List.copyOf(stops);
    }
}
