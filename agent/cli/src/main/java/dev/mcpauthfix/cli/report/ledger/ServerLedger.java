package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.Count;
import dev.mcpauthfix.cli.report.FailureCount;
import dev.mcpauthfix.cli.report.FalseHeal;
import dev.mcpauthfix.cli.report.ObservationFindings;
import dev.mcpauthfix.cli.report.RungCount;
import dev.mcpauthfix.cli.report.ServerFindings;
import dev.mcpauthfix.engine.policy.ServerText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of one MCP server. */
final class ServerLedger {

    private static final int RUNGS = 16;
    private static final int FAILURES = 32;
    private static final int VERDICTS = 8;

    private final String address;
    private final BitSet jvms = new BitSet();
    private final BitSet falselyHealed = new BitSet();
    private final Tally decisions = new Tally(8);
    private final Tally healedBy = new Tally(RUNGS);
    private final Tally foundBy = new Tally(RUNGS);
    private final Tally givenBackFor = new Tally(FAILURES);
    private final Tally failedFor = new Tally(FAILURES);
    private final Tally verdicts = new Tally(VERDICTS);
    private final TimesTally addedWait = new TimesTally();
    private long refused;
    private long healed;
    private long falseHeals;
    private long requests;
    private boolean hintSeen;
    private final Latest challenge = new Latest();
    private final Latest heal = new Latest();
    private final Latest falseHeal = new Latest();
    private final Latest observation = new Latest();

    ServerLedger(String address) {
        this.address = address;
    }

    /** Takes a line that names this server; {@code jvm} may be {@link Names#NONE}. */
    void take(AuditEntry entry, int jvm) {
        mark(jvms, jvm);
        requests += requestsOf(entry);
        switch (String.valueOf(entry.event)) {
            case "challenge" -> takeChallenge(entry);
            case "retry" -> takeRetry(entry, jvm);
            case "observation" -> takeObservation(entry);
            case "discovery" -> count(foundBy, entry.rung);
            case "token" -> {
                if ("failed".equals(entry.decision)) {
                    count(failedFor, entry.failure);
                }
            }
            default -> {
                // Nothing more to learn from it.
            }
        }
    }

    /** A token line has the sum of its attempt; those of discovery and registration are in it. */
    static long requestsOf(AuditEntry entry) {
        return "token".equals(entry.event) || "observation".equals(entry.event) ? entry.requests : 0;
    }

    private void takeChallenge(AuditEntry entry) {
        refused++;
        addedWait.add(entry.addedMillis);
        hintSeen |= entry.hint;
        challenge.offer(entry.time, entry.hint ? "hint" : "");
        String decision = String.valueOf(entry.decision);
        decisions.add(decision, 1);
        if (decision.equals("pass-through")) {
            count(givenBackFor, entry.failure);
        }
    }

    private void takeRetry(AuditEntry entry, int jvm) {
        if (entry.isHealed()) {
            healed++;
            String rung = entry.rung == null ? "unknown" : entry.rung;
            healedBy.add(rung, 1);
            heal.offer(entry.time, rung);
        } else {
            falseHeals++;
            mark(falselyHealed, jvm);
            falseHeal.offer(entry.time, String.valueOf(entry.statusAfter));
        }
    }

    private void takeObservation(AuditEntry entry) {
        String verdict = verdict(entry);
        verdicts.add(verdict, 1);
        count(foundBy, entry.rung);
        observation.offer(entry.time, verdict, entry.missing, entry.reason, entry.rung);
    }

    /** Where nothing was found out about the server, nothing may be said of it to its owner. */
    private static String verdict(AuditEntry entry) {
        String failure = entry.failure;
        if (failure != null && (failure.equals("unreachable") || failure.equals("no-hint"))) {
            return failure;
        }
        return entry.decision == null ? "unknown" : entry.decision;
    }

    private static void mark(BitSet jvms, int jvm) {
        if (jvm != Names.NONE) {
            jvms.set(jvm);
        }
    }

    private static void count(Tally tally, @Nullable String name) {
        if (name != null) {
            tally.add(name, 1);
        }
    }

    /** The findings, advice included. */
    ServerFindings findings() {
        ServerEvidence evidence = new ServerEvidence(
                address,
                jvms.cardinality(),
                refused,
                healed,
                decisions.of("repair"),
                falseHeals,
                hintSeen,
                challenge.is("hint"),
                heal.text(0),
                falseHeal.text(0),
                healedBy.of("hint") + healedBy.of("configured"),
                observation(),
                observation.text(3),
                failures());
        return new ServerFindings(
                address,
                jvms.cardinality(),
                refused,
                healed,
                decisions.of("pass-through"),
                decisions.of("observe"),
                decisions.of("repair"),
                falseHeals,
                rungs(),
                evidence.strictEnough(),
                hintSeen,
                evidence.hintIsLatest(),
                evidence.observation(),
                requests,
                addedWait.times(),
                evidence.failures(),
                Adviser.advise(evidence));
    }

    long refused() {
        return refused;
    }

    /** Null where the server took every token that it gave out. */
    @Nullable
    FalseHeal falseHeal() {
        if (falseHeals == 0) {
            return null;
        }
        return new FalseHeal(
                address,
                falselyHealed.cardinality(),
                falseHeals,
                Instant.ofEpochMilli(falseHeal.time()),
                Integer.parseInt(Objects.requireNonNull(falseHeal.text(0))));
    }

    private @Nullable ObservationFindings observation() {
        String verdict = observation.text(0);
        return verdict == null
                ? null
                : new ObservationFindings(
                        ServerText.plain(verdict),
                        plain(observation.text(1)),
                        plain(observation.text(2)),
                        verdicts.counts());
    }

    private static @Nullable String plain(@Nullable String text) {
        return text == null ? null : ServerText.plain(text);
    }

    private List<RungCount> rungs() {
        List<RungCount> rungs = new ArrayList<>();
        for (Count count : healedBy.counts()) {
            rungs.add(
                    new RungCount(count.name(), count.count(), foundBy.of(count.name()), Rungs.isStrict(count.name())));
        }
        for (Count count : foundBy.counts()) {
            if (healedBy.of(count.name()) == 0) {
                rungs.add(new RungCount(count.name(), 0, count.count(), Rungs.isStrict(count.name())));
            }
        }
        rungs.sort(Comparator.comparingInt((RungCount rung) -> Rungs.place(rung.rung()))
                .thenComparing(RungCount::rung));
        return rungs;
    }

    /** An attempt that fails is a token line, and so is each call that is given back for it: the larger number holds the other. */
    private List<FailureCount> failures() {
        Tally all = new Tally(2 * FAILURES);
        for (Count count : givenBackFor.counts()) {
            all.add(count.name(), Math.max(count.count(), failedFor.of(count.name())));
        }
        for (Count count : failedFor.counts()) {
            if (givenBackFor.of(count.name()) == 0) {
                all.add(count.name(), count.count());
            }
        }
        return all.counts().stream()
                .map(count -> new FailureCount(count.name(), FailureWords.of(count.name()), count.count(), 1))
                .toList();
    }
}
