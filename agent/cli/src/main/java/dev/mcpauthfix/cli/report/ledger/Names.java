package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.engine.policy.ServerText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names, numbered as they come, up to a number of them. They are fit for a terminal: whoever wrote the file chose them. */
final class Names {

    /** The number of a name that came too late. */
    static final int NONE = -1;

    private final int most;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private long beyond;

    Names(int most) {
        this.most = most;
    }

    /** The name's number, {@link #NONE} where there are too many. */
    int number(String raw) {
        Integer known = numbers.get(raw);
        if (known != null) {
            return known;
        }
        String name = ServerText.plain(raw);
        known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (names.size() == most) {
            beyond++;
            return NONE;
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    String name(int number) {
        return names.get(number);
    }

    int size() {
        return names.size();
    }

    /** How many times the answer was {@link #NONE}. */
    long beyond() {
        return beyond;
    }
}
