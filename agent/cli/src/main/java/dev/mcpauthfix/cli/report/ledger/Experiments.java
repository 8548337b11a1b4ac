package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.GuardrailStop;
import dev.mcpauthfix.cli.report.ledger.ExperimentLedger.Place;
import dev.mcpauthfix.cli.report.ledger.ExperimentLedger.Room;
import dev.mcpauthfix.cli.report.ledger.ExperimentLedger.Unit;
import dev.mcpauthfix.engine.policy.ServerText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All experiments that the lines speak of. */
final class Experiments {

    private static final int MOST = 64;

    /** One server in one JVM takes some 250 bytes. */
    private static final int ENCOUNTERS = 32_768;

    private static final int STOPS_KEPT = 100;

    private record Key(String name, Unit unit) {}

    private static final class Stops {
        private final TreeSet<GuardrailStop> earliest = new TreeSet<>(Comparator.comparing(GuardrailStop::time)
                .thenComparing(GuardrailStop::jvm)
                .thenComparing(GuardrailStop::reason));
        private long count;
    }

    private final Map<Key, ExperimentLedger> ledgers = new HashMap<>();
    private final Map<String, Stops> stops = new HashMap<>();
    private final Names names = new Names(MOST);
    private final Room room;

    Experiments() {
        this(ENCOUNTERS);
    }

    Experiments(int encounters) {
        room = new Room(encounters);
    }

    /** Takes a line that names an experiment; {@code jvm} and {@code server} may be {@link Names#NONE}. */
    void take(AuditEntry entry, String flagKey, int jvm, int server) {
        int number = names.number(flagKey);
        if (number == Names.NONE) {
            return;
        }
        String name = names.name(number);
        if ("experiment".equals(entry.event)) {
            takeStop(entry, name);
        } else if ("SPLIT".equals(entry.evaluation) && jvm != Names.NONE && server != Names.NONE) {
            Unit unit = Unit.of(String.valueOf(entry.unit));
            ledgers.computeIfAbsent(new Key(name, unit), key -> new ExperimentLedger(name, unit, room))
                    .take(entry, new Place(jvm, server));
        }
    }

    private void takeStop(AuditEntry entry, String name) {
        if (!"stopped".equals(entry.decision)) {
            return;
        }
        Stops all = stops.computeIfAbsent(name, any -> new Stops());
        all.count++;
        all.earliest.add(new GuardrailStop(
                Instant.ofEpochMilli(entry.time),
                ServerText.plain(String.valueOf(entry.jvm)),
                entry.reason == null ? "" : ServerText.plain(entry.reason)));
        if (all.earliest.size() > STOPS_KEPT) {
            all.earliest.pollLast();
        }
    }

    /** One for each experiment and unit, by name. */
    List<ExperimentFindings> findings(Names jvms, Names servers) {
        List<ExperimentFindings> findings = new ArrayList<>();
        for (int number = 0; number < names.size(); number++) {
            String name = names.name(number);
            Stops its = stops.getOrDefault(name, new Stops());
            List<GuardrailStop> earliest = List.copyOf(its.earliest);
            for (ExperimentLedger ledger : of(name)) {
                findings.add(new ExperimentJudge(ledger, Units.of(ledger, jvms, servers), servers)
                        .findings(earliest, its.count));
            }
        }
        findings.sort(Comparator.comparing(ExperimentFindings::name).thenComparing(ExperimentFindings::unit));
        return findings;
    }

    /** Without an exposure nothing tells the unit. */
    private List<ExperimentLedger> of(String name) {
        List<ExperimentLedger> all = ledgers.values().stream()
                .filter(ledger -> ledger.name().equals(name))
                .toList();
        return all.isEmpty() ? List.of(new ExperimentLedger(name, Unit.BOTH, room)) : all;
    }

    /** Units that were first exposed within a minute before this time, and so have not had theirs. */
    long fresh(Names jvms, Names servers, long end) {
        return ledgers.values().stream()
                .flatMap(ledger -> Units.of(ledger, jvms, servers).stream())
                .filter(unit -> end - unit.firstTime() < Units.Unit.IN_TIME)
                .count();
    }

    /** How many lines were of experiments, or of units, beyond those that are kept. */
    long beyond() {
        return names.beyond() + room.refused();
    }
}
