package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.Arm;
import dev.mcpauthfix.cli.report.Effect;
import dev.mcpauthfix.cli.report.Estimate;
import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.GuardrailStop;
import dev.mcpauthfix.cli.report.Outcome;
import dev.mcpauthfix.cli.report.SampleRatioCheck;
import dev.mcpauthfix.cli.report.ServerEffect;
import dev.mcpauthfix.cli.report.TimeToConnect;
import dev.mcpauthfix.cli.report.ledger.Units.Unit;
import dev.mcpauthfix.cli.report.statistics.Durations;
import dev.mcpauthfix.cli.report.statistics.Interval;
import dev.mcpauthfix.cli.report.statistics.Means;
import dev.mcpauthfix.cli.report.statistics.Proportions;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges one experiment. Where the arms are not as large as they should be, nothing about outcomes leaves this class. */
final class ExperimentJudge {

    /** How often any interval may miss the truth, over all looks together. */
    private static final double ALPHA = 0.05;

    private static final int UNITS_TO_COMPARE = 2;

    /** Calls from one JVM go well or badly together: with fewer, a difference may be that of two machines. */
    private static final int JVMS_TO_CONCLUDE = 5;

    private static final List<String> VARIANTS = List.of("strict", "lenient");

    private final ExperimentLedger ledger;
    private final List<Unit> units;
    private final Names servers;

    ExperimentJudge(ExperimentLedger ledger, List<Unit> units, Names servers) {
        this.ledger = ledger;
        this.units = units;
        this.servers = servers;
    }

    ExperimentFindings findings(List<GuardrailStop> stops, long stopCount) {
        SampleRatioCheck ratio = SampleRatioJudge.check(VARIANTS, units);
        Arm strict = arm(Encounter.STRICT, ratio.mismatch());
        Arm lenient = arm(Encounter.LENIENT, ratio.mismatch());
        long fewest = Math.min(strict.units(), lenient.units());
        long fewestJvms = Math.min(strict.jvms(), lenient.jvms());
        @Nullable String descriptive = fewestJvms >= JVMS_TO_CONCLUDE ? null : Verdict.tooFewJvms(strict, lenient);
        @Nullable Effect effect = ratio.mismatch() || fewest < UNITS_TO_COMPARE ? null : effect(descriptive == null);
        return new ExperimentFindings(
                ledger.name(),
                ledger.unit().toString(),
                ledger.shares(),
                List.of(strict, lenient),
                ratio,
                effect,
                effect != null ? null : Verdict.whyNoEffect(ratio, strict, lenient),
                descriptive,
                ratio.mismatch() ? List.of() : serverEffects(),
                units.stream().filter(Unit::crossed).count(),
                stops,
                stopCount,
                Verdict.of(ratio, strict, lenient, effect, descriptive, stopCount));
    }

    private List<Unit> of(int variant) {
        return units.stream().filter(unit -> unit.variant() == variant).toList();
    }

    private Arm arm(int variant, boolean mismatch) {
        List<Unit> its = of(variant);
        BitSet jvms = new BitSet();
        its.forEach(unit -> unit.jvms().forEach(jvms::set));
        return new Arm(
                VARIANTS.get(variant),
                its.size(),
                jvms.cardinality(),
                mismatch || its.isEmpty() ? null : outcome(variant, its));
    }

    private Outcome outcome(int variant, List<Unit> its) {
        double connected = its.stream().mapToDouble(Unit::connected).sum();
        long requests = its.stream().mapToLong(Unit::requests).sum();
        double rate = connected / its.size();
        return new Outcome(
                connected,
                estimate(rate, Means.sequence(connected, its.size(), ALPHA)),
                timeToConnect(its),
                (double) requests / its.size(),
                ledger.addedWait(variant).times());
    }

    private static TimeToConnect timeToConnect(List<Unit> its) {
        TimesTally healed = new TimesTally();
        Durations all = new Durations();
        for (Unit unit : its) {
            long millis = unit.timeToConnect();
            if (millis < 0) {
                all.addNever();
            } else {
                all.add(millis);
                healed.add(millis);
            }
        }
        return new TimeToConnect(
                healed.times(),
                all.never(),
                TimesTally.millis(all.medianMillis()),
                TimesTally.millis(all.quantileMillis(0.95)));
    }

    private Effect effect(boolean enough) {
        List<Unit> strict = of(Encounter.STRICT);
        List<Unit> lenient = of(Encounter.LENIENT);
        double strictSum = strict.stream().mapToDouble(Unit::connected).sum();
        double lenientSum = lenient.stream().mapToDouble(Unit::connected).sum();
        Estimate difference = estimate(
                lenientSum / lenient.size() - strictSum / strict.size(),
                Means.difference(strictSum, strict.size(), lenientSum, lenient.size(), ALPHA));
        return new Effect(difference, enough && difference.excludesZero());
    }

    /** Numeric search ends somewhere near the value. */
    private static Estimate estimate(double value, Interval interval) {
        return new Estimate(value, Math.min(value, interval.low()), Math.max(value, interval.high()));
    }

    private List<ServerEffect> serverEffects() {
        Map<Integer, long[]> counts = new HashMap<>();
        for (Unit unit : units) {
            for (int server : unit.servers()) {
                long[] its = counts.computeIfAbsent(server, any -> new long[4]);
                its[2 * unit.variant()]++;
                its[2 * unit.variant() + 1] += unit.connected(server) ? 1 : 0;
            }
        }
        return counts.entrySet().stream()
                .map(entry -> serverEffect(servers.name(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingLong((ServerEffect effect) -> effect.strictUnits() + effect.lenientUnits())
                        .reversed()
                        .thenComparing(ServerEffect::server))
                .toList();
    }

    private static ServerEffect serverEffect(String server, long[] counts) {
        boolean comparable = Math.min(counts[0], counts[2]) >= UNITS_TO_COMPARE;
        return new ServerEffect(
                server,
                counts[0],
                counts[1],
                counts[2],
                counts[3],
                comparable ? difference(counts[0], counts[1], counts[2], counts[3]) : null);
    }

    private static Estimate difference(long strict, long strictConnected, long lenient, long lenientConnected) {
        return estimate(
                (double) lenientConnected / lenient - (double) strictConnected / strict,
                Proportions.difference(strictConnected, strict, lenientConnected, lenient, ALPHA));
    }
}
