package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.Count;
import dev.mcpauthfix.engine.policy.ServerText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts by name, up to a number of names; what comes with others is counted together. */
final class Tally {

    private static final String OTHERS = "others";

    private final int most;
    private final Map<String, long[]> counts = new HashMap<>();

    Tally(int most) {
        this.most = most;
    }

    void add(String raw, long count) {
        long[] known = counts.get(raw);
        if (known == null) {
            String name = ServerText.plain(raw);
            known = counts.computeIfAbsent(
                    counts.size() < most || counts.containsKey(name) ? name : OTHERS, any -> new long[1]);
        }
        known[0] += count;
    }

    long of(String name) {
        long[] known = counts.get(name);
        return known == null ? 0 : known[0];
    }

    /** The most frequent first, and by name where they are equal. */
    List<Count> counts() {
        List<Count> all = new ArrayList<>();
        counts.forEach((name, count) -> all.add(new Count(name, count[0])));
        all.sort(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name));
        return all;
    }
}
