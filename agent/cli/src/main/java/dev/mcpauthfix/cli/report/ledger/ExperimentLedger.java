package dev.mcpauthfix.cli.report.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is known of one experiment with one unit of assignment. */
final class ExperimentLedger {

    /** What is assigned. */
    enum Unit {
        JVM("jvm"),
        SERVER("server"),
        BOTH("jvm+server");

        private final String wireName;

        Unit(String wireName) {
            this.wireName = wireName;
        }

        /** Both, which is the default of the settings, for a name from elsewhere. */
        static Unit of(String name) {
            for (Unit unit : values()) {
                if (unit.wireName.equals(name)) {
                    return unit;
                }
            }
            return BOTH;
        }

        @Override
        public String toString() {
            return wireName;
        }
    }

    /** One server in one JVM. */
    record Place(int jvm, int server) {}

    private static final int SHARES = 64;

    private final String name;
    private final Unit unit;
    private final Room room;
    private final Map<Place, Encounter> encounters = new HashMap<>();
    private final TreeSet<Integer> shares = new TreeSet<>();
    private final TimesTally[] addedWaits = {new TimesTally(), new TimesTally()};

    ExperimentLedger(String name, Unit unit, Room room) {
        this.name = name;
        this.unit = unit;
        this.room = room;
    }

    String name() {
        return name;
    }

    Unit unit() {
        return unit;
    }

    /** Takes a line of a server that is in the experiment. */
    void take(AuditEntry entry, Place place) {
        int variant = "strict".equals(entry.variant)
                ? Encounter.STRICT
                : "lenient".equals(entry.variant) ? Encounter.LENIENT : -1;
        if (variant < 0) {
            return;
        }
        boolean refused = "challenge".equals(entry.event);
        if (refused) {
            sawShare((int) entry.shareBasisPoints);
            addedWaits[variant].add(entry.addedMillis);
        }
        long requests = ServerLedger.requestsOf(entry);
        if (!refused && requests == 0 && !entry.isHealed()) {
            return;
        }
        Encounter encounter = encounter(place);
        if (encounter == null) {
            return;
        }
        if (refused) {
            encounter.exposed(variant, refusedAt(entry), (int) entry.shareBasisPoints);
        } else if (entry.isHealed()) {
            encounter.healed(entry.time);
        } else {
            encounter.requested(variant, requests);
        }
    }

    /** A line tells when the decision was made; the application has waited since the refusal. */
    private static long refusedAt(AuditEntry entry) {
        return entry.time - entry.addedMillis;
    }

    private @Nullable Encounter encounter(Place place) {
        Encounter known = encounters.get(place);
        if (known == null && room.take()) {
            known = new Encounter();
            encounters.put(place, known);
        }
        return known;
    }

    private void sawShare(int share) {
        if (share >= 0 && shares.size() < SHARES) {
            shares.add(share);
        }
    }

    List<Integer> shares() {
        return new ArrayList<>(shares);
    }

    Map<Place, Encounter> encounters() {
        return encounters;
    }

    TimesTally addedWait(int variant) {
        return addedWaits[variant];
    }

    /** How many encounters may be kept, by all experiments together. */
    static final class Room {

        private long left;
        private long refused;

        Room(long most) {
            left = most;
        }

        boolean take() {
            if (left == 0) {
                refused++;
                return false;
            }
            left--;
            return true;
        }

        /** How many lines found no room. */
        long refused() {
            return refused;
        }
    }
}
