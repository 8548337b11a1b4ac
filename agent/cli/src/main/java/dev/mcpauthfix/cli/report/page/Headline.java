package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.report.Findings;
import dev.mcpauthfix.cli.report.ServerFindings;
import java.util.List;
import java.util.function.ToLongFunction;

/** The whole report in one sentence. */
final class Headline {

    private Headline() {}

    static String of(Findings findings) {
        if (findings.input().counted() <= 0) {
            return "There is nothing to report: no audit line was found in "
                    + Words.count(findings.input().files().size(), "file") + ".";
        }
        if (findings.experiments().size() == 1) {
            return findings.experiments().get(0).verdict();
        }
        List<ServerFindings> servers = findings.servers();
        if (servers.isEmpty()) {
            return "No MCP server refused a call.";
        }
        if (sum(servers, ServerFindings::healed) > 0) {
            return healed(servers);
        }
        return sum(servers, ServerFindings::observed) > 0 ? observed(servers) : refused(servers);
    }

    private static String healed(List<ServerFindings> servers) {
        long healed = servers.stream().filter(server -> server.healed() > 0).count();
        long beyond = servers.stream()
                .filter(server -> server.healed() > server.strictEnough())
                .count();
        String where = servers.size() == 1
                ? ""
                : healed == servers.size()
                        ? ", at all " + servers.size() + " servers"
                        : ", at " + healed + " of " + servers.size() + " servers";
        return Words.count(sum(servers, ServerFindings::healed)) + " of "
                + Words.count(sum(servers, ServerFindings::refused), "refused call") + " were healed" + where + "; "
                + needed(beyond, healed);
    }

    private static String needed(long beyond, long healed) {
        if (beyond == 0) {
            return "a strict client has all that it took.";
        }
        return (beyond == healed ? "it" : "at " + beyond + " of these it") + " took more than a strict client has.";
    }

    private static String observed(List<ServerFindings> servers) {
        long would = ObservationSection.count(servers, "would-heal");
        return "The agent only looked on: it would heal " + would + " of " + Words.count(servers.size(), "server")
                + " that refused a call.";
    }

    private static String refused(List<ServerFindings> servers) {
        return "None of " + Words.count(sum(servers, ServerFindings::refused), "refused call") + " was healed, at "
                + Words.count(servers.size(), "server") + ".";
    }

    private static long sum(List<ServerFindings> servers, ToLongFunction<ServerFindings> count) {
        return servers.stream().mapToLong(count).sum();
    }
}
