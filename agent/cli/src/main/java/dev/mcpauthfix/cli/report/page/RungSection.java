package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Findings;
import dev.mcpauthfix.cli.report.RungCount;
import dev.mcpauthfix.cli.report.ServerFindings;
import dev.mcpauthfix.engine.metadata.Rung;
import java.util.List;

/** How far down the discovery ladder each server's authorization server was found, and where a strict client stops. */
final class RungSection {

    private static final List<Rung> LADDER = List.of(Rung.values());
    private static final int RUNGS = LADDER.size();
    /** Strict clients know the configured issuer and the challenge's hint, and nothing else. */
    private static final int STRICT = LADDER.indexOf(Rung.HINT) + 1;

    private final Markup page;
    private final ChartTable table;

    private RungSection(Markup page) {
        this.page = page;
        table = new ChartTable(
                page, "ladder", "By which rung of the discovery ladder each server's calls were healed", "Server");
    }

    static void write(Findings findings, Markup page) {
        List<ServerFindings> servers = findings.servers();
        if (servers.isEmpty()) {
            return;
        }
        HtmlPage.section(page, "Which server was healed by which rung", lead(servers));
        RungSection section = new RungSection(page);
        section.head();
        servers.forEach(section::row);
        section.table.close();
        names(page);
        page.close();
    }

    private static String lead(List<ServerFindings> servers) {
        long found =
                servers.stream().filter(server -> !server.rungs().isEmpty()).count();
        long beyond = servers.stream()
                .filter(server ->
                        !server.rungs().isEmpty() && server.rungs().stream().noneMatch(RungCount::strict))
                .count();
        if (found == 0) {
            return "No rung found an authorization server.";
        }
        if (servers.size() == 1) {
            return beyond == 1
                    ? "Its authorization server was found only by a rung that strict clients do not have."
                    : "Its authorization server was found by a rung that strict clients have too.";
        }
        return "At " + beyond + " of " + Words.count(servers.size(), "server")
                + " the authorization server was found only by a rung that strict clients do not have.";
    }

    private void head() {
        table.plotHead().open("div", "class", "key");
        key("lenient", "healed calls");
        key("open", "found, nothing healed with it yet");
        page.close().open("div", "class", "rungs");
        for (Rung rung : LADDER) {
            page.open("span").element("b", String.valueOf(LADDER.indexOf(rung) + 1));
            page.element("span", rung.toString()).close();
        }
        page.element("span", "strict stops here", "class", "near");
        page.element("span", "lenient goes on \u2192", "class", "far");
        page.close();
        table.figures("Refused calls", "Healed", "Strict alone");
    }

    private void key(String style, String text) {
        page.open("span").element("i", "", "class", style).text(text).close();
    }

    private void row(ServerFindings server) {
        ServerName.write(server.address(), table.row());
        Plot plot = table.plot("Rungs of the ladder", description(server));
        plot.zone("zone", 0, edge(STRICT)).down("stop", edge(STRICT));
        int last = server.rungs().stream().mapToInt(RungSection::place).max().orElse(-1);
        if (last >= 0) {
            plot.across("way", 0, middle(last), 6);
        } else {
            plot.text("figure", edge(STRICT), 10, 4, "start", "no rung found anything");
        }
        for (int i = last + 1; i < RUNGS && last >= 0; i++) {
            plot.dot("step", middle(i), 6, 2);
        }
        server.rungs().forEach(rung -> mark(plot, rung));
        table.plotted(plot);
        table.figure(Words.count(server.refused()));
        table.figure(Words.count(server.healed()));
        table.figure(Words.count(server.strictEnough()));
        table.endRow();
    }

    private static void mark(Plot plot, RungCount rung) {
        int place = place(rung);
        if (place < 0) {
            return;
        }
        boolean healed = rung.healed() > 0;
        String style = (healed ? "" : "open ") + (rung.strict() ? "strict" : "lenient");
        plot.dot(style, middle(place), 6, healed ? 5.5 : 4.5);
        plot.text("", middle(place), 0, -6, "middle", Words.count(healed ? rung.healed() : rung.found()));
    }

    private static String description(ServerFindings server) {
        if (server.rungs().isEmpty()) {
            return "No rung found an authorization server.";
        }
        StringBuilder text = new StringBuilder();
        for (RungCount rung : server.rungs()) {
            text.append(text.isEmpty() ? "" : "; ").append(rung.rung()).append(": ");
            text.append(
                    rung.healed() > 0
                            ? Words.count(rung.healed(), "healed call")
                            : "found " + Words.count(rung.found(), "time"));
        }
        return text.append('.').toString();
    }

    private static void names(Markup page) {
        page.line().open("ol", "class", "names");
        for (Rung rung : LADDER) {
            page.open("li")
                    .element("b", rung.toString())
                    .text(": " + meaning(rung))
                    .close();
        }
        page.close();
    }

    private static String meaning(Rung rung) {
        return switch (rung) {
            case CONFIGURED -> "the issuer is named in the settings";
            case HINT -> "the refusal's resource_metadata (RFC 9728, section 5.1)";
            case RESOURCE_METADATA_PATH -> "protected resource metadata for the server's path (RFC 9728, section 3.1)";
            case RESOURCE_METADATA_ROOT -> "protected resource metadata at the origin's root";
            case SERVER_METADATA_ORIGIN -> "authorization server metadata at the server's own origin (MCP 2025-03-26)";
            case SERVER_METADATA_PATH -> "authorization server metadata with the server's path";
            case DEFAULT_ENDPOINTS -> "no metadata: /authorize, /token and /register at the origin (MCP 2025-03-26)";
        };
    }

    /** Which rung it is, from 0; -1 for one that this version does not know. */
    private static int place(RungCount rung) {
        for (Rung known : LADDER) {
            if (known.toString().equals(rung.rung())) {
                return LADDER.indexOf(known);
            }
        }
        return -1;
    }

    private static double edge(int rungs) {
        return 100.0 * rungs / RUNGS;
    }

    private static double middle(int place) {
        return 100.0 * (place + 0.5) / RUNGS;
    }
}
