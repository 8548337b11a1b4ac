package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.FailureCount;
import dev.mcpauthfix.cli.report.ObservationFindings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What advice about a server rests on.
 *
 * @param address as in the audit log; anybody's text
 * @param hintIsLatest whether the latest challenge carries {@code resource_metadata}
 * @param healedBy the rung of the latest healed call; null for none
 * @param falseStatus the status of the latest call that was refused with a token; null for none
 * @param strictEnough healed calls by a rung that strict clients have too
 * @param observation null for none
 * @param observedRung the rung of the latest observation; null for none
 * @param failures most frequent first
 */
record ServerEvidence(
        String address,
        long jvms,
        long refused,
        long healed,
        long repaired,
        long falseHeals,
        boolean hintSeen,
        boolean hintIsLatest,
        @Nullable String healedBy,
        @Nullable String falseStatus,
        long strictEnough,
        @Nullable ObservationFindings observation,
        @Nullable String observedRung,
        List<FailureCount> failures) {

    /** The verdict of the latest observation, empty for none. */
    String verdict() {
        return observation == null ? "" : observation.verdict();
    }

    /** The most frequent failure, empty for none. */
    String failure() {
        return failures.isEmpty() ? "" : failures.get(0).failure();
    }

    /** The rung by which the server is found as far as is known; null where it is not. */
    @Nullable
    String rung() {
        return healedBy == null ? observedRung : healedBy;
    }
}
