package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.Costs;
import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.FailureCount;
import dev.mcpauthfix.cli.report.FalseHeal;
import dev.mcpauthfix.cli.report.Findings;
import dev.mcpauthfix.cli.report.Fleet;
import dev.mcpauthfix.cli.report.Input;
import dev.mcpauthfix.cli.report.Period;
import dev.mcpauthfix.cli.report.ServerFindings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** All that is kept of the lines. */
final class Ledger {

    private static final int JVMS = 4_096;
    private static final int SERVERS = 1_024;
    private static final int NAMES = 64;
    private static final double HOUR = 3_600_000;
    private static final long MINUTE = 60_000;

    private final Names jvms;
    private final Names servers;
    private final List<ServerLedger> ledgers = new ArrayList<>();
    private final Experiments experiments;
    private final Tally agents = new Tally(NAMES);
    private final Tally settings = new Tally(NAMES);
    private final TimesTally addedWait = new TimesTally();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long refused;
    private long requests;
    private long faults;
    private long dropped;

    Ledger() {
        this(JVMS, SERVERS, new Experiments());
    }

    /** Keeps at most so many JVMs and servers. */
    Ledger(int jvms, int servers, Experiments experiments) {
        this.jvms = new Names(jvms);
        this.servers = new Names(servers);
        this.experiments = experiments;
    }

    /** Takes a line of ours. */
    void take(AuditEntry entry) {
        first = Math.min(first, entry.time);
        last = Math.max(last, entry.time);
        int jvm = jvms.number(Objects.requireNonNull(entry.jvm));
        count(entry);
        String server = entry.server;
        int number = server == null ? Names.NONE : servers.number(server);
        if (number != Names.NONE) {
            if (number == ledgers.size()) {
                ledgers.add(new ServerLedger(servers.name(number)));
            }
            ledgers.get(number).take(entry, jvm);
        }
        String flagKey = entry.flagKey;
        if (flagKey != null) {
            experiments.take(entry, flagKey, jvm, number);
        }
    }

    private void count(AuditEntry entry) {
        if (entry.agent != null) {
            agents.add(entry.agent, 1);
        }
        if (entry.settings != null) {
            settings.add(entry.settings, 1);
        }
        requests += ServerLedger.requestsOf(entry);
        switch (String.valueOf(entry.event)) {
            case "challenge" -> {
                refused++;
                addedWait.add(entry.addedMillis);
            }
            case "fault" -> faults++;
            case "dropped" -> dropped += entry.count;
            default -> {
                // Counted by its server, if at all.
            }
        }
    }

    long dropped() {
        return dropped;
    }

    /** The findings, of what was read so far. */
    Findings findings(Input input) {
        List<ExperimentFindings> judged = experiments.findings(jvms, servers);
        List<ServerFindings> all = ledgers.stream()
                .map(ServerLedger::findings)
                .sorted(Comparator.comparingLong(ServerFindings::refused)
                        .reversed()
                        .thenComparing(ServerFindings::address))
                .toList();
        return new Findings(
                input,
                last < first
                        ? new Period(null, null)
                        : new Period(Instant.ofEpochMilli(first), Instant.ofEpochMilli(last)),
                new Fleet(jvms.size(), agents.counts(), settings.counts()),
                judged,
                all,
                costs(),
                failures(all),
                falseHeals(),
                Limits.of(new Limits.Basis(
                        input,
                        jvms.beyond(),
                        servers.beyond(),
                        experiments.beyond(),
                        experiments.fresh(jvms, servers, last),
                        all.size(),
                        judged)));
    }

    private Costs costs() {
        long millis = last < first ? 0 : last - first;
        return new Costs(
                refused,
                requests,
                refused == 0 ? 0 : (double) requests / refused,
                millis < MINUTE ? 0 : requests / (millis / HOUR),
                addedWait.times(),
                faults);
    }

    private static List<FailureCount> failures(List<ServerFindings> servers) {
        Map<String, FailureCount> all = new TreeMap<>();
        for (ServerFindings server : servers) {
            for (FailureCount one : server.failures()) {
                all.merge(
                        one.failure(),
                        one,
                        (sum, more) -> new FailureCount(
                                sum.failure(), sum.words(), sum.count() + more.count(), sum.servers() + 1));
            }
        }
        return all.values().stream()
                .sorted(Comparator.comparingLong(FailureCount::count).reversed())
                .toList();
    }

    private List<FalseHeal> falseHeals() {
        return ledgers.stream()
                .map(ServerLedger::falseHeal)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(FalseHeal::count).reversed().thenComparing(FalseHeal::server))
                .toList();
    }
}
