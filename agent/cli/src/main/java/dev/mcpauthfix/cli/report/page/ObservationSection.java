package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Findings;
import dev.mcpauthfix.cli.report.ObservationFindings;
import dev.mcpauthfix.cli.report.ServerFindings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the agent would have done, had it been allowed to; not there where it never only looked on. */
final class ObservationSection {

    private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

    static {
        MEANINGS.put("would-heal", "nothing is lacking");
        MEANINGS.put("needs-login", "somebody has to log in first");
        MEANINGS.put("not-oauth", "asks for something other than OAuth");
        MEANINGS.put("broken", "only its owner can mend it");
        MEANINGS.put("unreachable", "its metadata could not be reached; that may pass");
        MEANINGS.put("no-hint", "strict discovery, and the server gives no hint");
    }

    private ObservationSection() {}

    /** At how many servers the latest verdict is this one. */
    static long count(List<ServerFindings> servers, String verdict) {
        return servers.stream()
                .map(ServerFindings::observation)
                .filter(observation ->
                        observation != null && observation.verdict().equals(verdict))
                .count();
    }

    static void write(Findings findings, Markup page) {
        List<ServerFindings> observed = findings.servers().stream()
                .filter(server -> server.observation() != null)
                .toList();
        if (observed.isEmpty()) {
            return;
        }
        HtmlPage.section(page, "What looking on found out", lead(observed));
        page.open("table", "class", "rows");
        page.element("caption", "The latest verdict of mode=observe for each server", "class", "unseen");
        page.open("thead").open("tr");
        page.element("th", "Server", "scope", "col", "class", "name");
        page.element("th", "Verdict", "scope", "col", "class", "words");
        page.element("th", "Observed calls", "scope", "col", "class", "figure");
        page.close().close().open("tbody");
        observed.forEach(server -> row(server, page));
        page.close().close().close();
    }

    private static String lead(List<ServerFindings> observed) {
        StringBuilder lead = new StringBuilder("With mode=observe, which changes nothing: ");
        int parts = 0;
        for (String verdict : MEANINGS.keySet()) {
            long count = count(observed, verdict);
            if (count > 0) {
                lead.append(parts++ == 0 ? "" : ", ").append(count).append(' ').append(verdict);
            }
        }
        return lead.append('.').toString();
    }

    private static void row(ServerFindings server, Markup page) {
        ObservationFindings observation = server.observation();
        if (observation == null) {
            return;
        }
        page.line().open("tr").open("th", "scope", "row", "class", "name");
        ServerName.write(server.address(), page);
        page.close().open("td", "class", "words");
        page.element("b", observation.verdict());
        String meaning = MEANINGS.get(observation.verdict());
        if (meaning != null) {
            page.text(", " + meaning);
        }
        if (observation.missing() != null) {
            page.text("; missing: " + observation.missing());
        }
        if (observation.reason() != null) {
            page.open("small").text(" " + observation.reason()).close();
        }
        page.close();
        page.element("td", Words.count(server.observed()), "class", "figure", "data-name", "Observed calls");
        page.close();
    }
}
