package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.ledger.ExperimentLedger.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The units of an experiment, made of its encounters in an order of names, so that sums of fractions come out the same whatever was read first. */
final class Units {

    private record Key(int jvm, int server) {}

    private Units() {}

    static List<Unit> of(ExperimentLedger experiment, Names jvms, Names servers) {
        List<Place> places = new ArrayList<>(experiment.encounters().keySet());
        places.sort(Comparator.comparing((Place place) -> jvms.name(place.jvm()))
                .thenComparing(place -> servers.name(place.server())));
        Map<Key, Unit> units = new LinkedHashMap<>();
        for (Place place : places) {
            Encounter encounter = experiment.encounters().get(place);
            if (encounter != null && encounter.isExposed()) {
                units.computeIfAbsent(key(experiment.unit(), place), any -> new Unit())
                        .add(place, encounter);
            }
        }
        return List.copyOf(units.values());
    }

    private static Key key(ExperimentLedger.Unit unit, Place place) {
        return switch (unit) {
            case JVM -> new Key(place.jvm(), Names.NONE);
            case SERVER -> new Key(Names.NONE, place.server());
            case BOTH -> new Key(place.jvm(), place.server());
        };
    }

    /** One unit: its servers, each with what was seen of it. */
    static final class Unit {

        /** Within so many milliseconds of the first exposure a unit is to connect. */
        static final long IN_TIME = 60_000;

        private final Encounter whole = new Encounter();
        private final Map<Integer, Encounter> sites = new LinkedHashMap<>();
        private final List<Integer> jvms = new ArrayList<>();

        private void add(Place place, Encounter encounter) {
            whole.add(encounter);
            sites.computeIfAbsent(place.server(), any -> new Encounter()).add(encounter);
            jvms.add(place.jvm());
        }

        /** The variant of the first exposure, which the unit counts with. */
        int variant() {
            return whole.variant();
        }

        int share() {
            return whole.share();
        }

        long firstTime() {
            return whole.firstTime();
        }

        boolean crossed() {
            return whole.firstTime(1 - variant()) != Encounter.NEVER;
        }

        long requests() {
            return whole.requests(variant());
        }

        Collection<Integer> jvms() {
            return jvms;
        }

        /** The servers that were first met in the unit's own variant, hence not those that came after it crossed. */
        List<Integer> servers() {
            return sites.keySet().stream()
                    .filter(server -> site(server).variant() == variant())
                    .toList();
        }

        /** Whether a call to this server was healed within {@link #IN_TIME} of the first exposure to it. */
        boolean connected(int server) {
            Encounter site = site(server);
            long healed = site.healedSince(site.firstTime());
            return healed != Encounter.NEVER && healed - site.firstTime() <= IN_TIME;
        }

        /** From 0 to 1. */
        double connected() {
            List<Integer> servers = servers();
            return (double) servers.stream().filter(this::connected).count() / servers.size();
        }

        /** Milliseconds from the first exposure to the first healed call, negative where there is none before it crossed. */
        long timeToConnect() {
            long healed = whole.healedSince(whole.firstTime());
            long crossing = whole.firstTime(1 - variant());
            boolean inTime = healed != Encounter.NEVER && healed - whole.firstTime() <= IN_TIME;
            return inTime || healed < crossing ? healed - whole.firstTime() : -1;
        }

        private Encounter site(int server) {
            return sites.getOrDefault(server, whole);
        }
    }
}
