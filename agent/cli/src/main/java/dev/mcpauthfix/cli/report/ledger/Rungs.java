package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.engine.metadata.Rung;
import java.util.Arrays;
import java.util.List;

/** The discovery ladder as audit lines name it. */
final class Rungs {

    private static final List<String> LADDER =
            Arrays.stream(Rung.values()).map(Rung::toString).toList();

    private Rungs() {}

    /** The place on the ladder, beyond it for a name from elsewhere. */
    static int place(String name) {
        int place = LADDER.indexOf(name);
        return place < 0 ? LADDER.size() : place;
    }

    /** Whether a client that knows RFC 9728 alone gets there too, or one with a setting. */
    static boolean isStrict(String name) {
        return name.equals(Rung.HINT.toString()) || name.equals(Rung.CONFIGURED.toString());
    }

    /** Whether the protected resource metadata is where RFC 9728, section 3.1 wants it: only the hint is lacking. */
    static boolean isResourceMetadata(String name) {
        return name.equals(Rung.RESOURCE_METADATA_PATH.toString())
                || name.equals(Rung.RESOURCE_METADATA_ROOT.toString());
    }
}
