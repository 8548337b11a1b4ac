package dev.mcpauthfix.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One MCP server.
 *
 * @param address its address, as in the audit log
 * @param jvms JVMs with a line about it
 * @param refused calls that it refused
 * @param healed calls that were answered without an error when they were sent again
 * @param givenBack calls that the application got back as they were
 * @param observed calls left alone because the agent only looks on
 * @param repaired calls whose refusal went to the application with the hint added
 * @param falseHeals calls that were refused with the token too
 * @param rungs by which the authorization server was found, in the ladder's order
 * @param strictEnough calls healed by a rung that strict clients have too
 * @param hintSeen whether a challenge carried {@code resource_metadata}
 * @param hintIsLatest whether the latest challenge did
 * @param observation what was found out in {@code mode=observe}; null where nothing was
 * @param requests requests that the agent itself sent
 * @param addedWait how long the refused calls waited for a decision
 * @param failures why no token was obtained, most frequent first
 * @param advice what to do
 */
public record ServerFindings(
        String address,
        long jvms,
        long refused,
        long healed,
        long givenBack,
        long observed,
        long repaired,
        long falseHeals,
        List<RungCount> rungs,
        long strictEnough,
        boolean hintSeen,
        boolean hintIsLatest,
        @Nullable ObservationFindings observation,
        long requests,
        Times addedWait,
        List<FailureCount> failures,
        Advice advice) {

    public ServerFindings {
        rungs = List.copyOf(rungs);
        failures = List.copyOf(failures);
    }
}
