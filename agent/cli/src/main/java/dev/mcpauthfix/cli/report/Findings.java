package dev.mcpauthfix.cli.report;

import java.util.List;

/**
 * Everything that a report shows. Immutable; lists are never null. Texts come from audit files, which anybody may have written: they are free of line
 * breaks and of control characters, at most some 200 characters long, and must still be escaped for HTML. Times are milliseconds, shares basis points.
 *
 * @param input what was read
 * @param period when the first and the last line were written
 * @param fleet who wrote them
 * @param experiments one for each {@code flag_key}, by name
 * @param servers the MCP servers, most refusals first
 * @param costs what healing cost all of them together
 * @param failures why no token was obtained or calls were given back, most frequent first
 * @param falseHeals servers that refused the calls with the token too, most frequent first
 * @param limits what these figures cannot say, one plain sentence each
 */
public record Findings(
        Input input,
        Period period,
        Fleet fleet,
        List<ExperimentFindings> experiments,
        List<ServerFindings> servers,
        Costs costs,
        List<FailureCount> failures,
        List<FalseHeal> falseHeals,
        List<String> limits) {

    public Findings {
        experiments = List.copyOf(experiments);
        servers = List.copyOf(servers);
        failures = List.copyOf(failures);
        falseHeals = List.copyOf(falseHeals);
        limits = List.copyOf(limits);
    }
}
