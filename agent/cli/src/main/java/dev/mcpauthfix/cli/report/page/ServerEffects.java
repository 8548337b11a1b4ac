package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Estimate;
import dev.mcpauthfix.cli.report.ServerEffect;
import java.util.List;

/** Strict and lenient at each server, both on one line. */
final class ServerEffects {

    private static final Axis AXIS = Axis.shares();
    /** In percent of the plot's width, which may be 300 pixels. */
    private static final double HIDING = 3;

    private ServerEffects() {}

    static void write(List<ServerEffect> servers, Markup page) {
        if (servers.isEmpty()) {
            return;
        }
        page.element("h3", "Connect success by server");
        long conclusive = servers.stream().filter(ServerEffects::isConclusive).count();
        page.element(
                "p",
                "At " + conclusive + " of " + Words.count(servers.size(), "server")
                        + " the interval of the difference leaves zero out.",
                "class",
                "lead");
        ChartTable table = new ChartTable(
                page, "forest", "Share of units that connected within 60 seconds, by server and arm", "Server");
        table.plotHead().open("div", "class", "key");
        page.open("span").element("i", "", "class", "strict").text("strict").close();
        page.open("span")
                .element("i", "", "class", "lenient")
                .text("lenient")
                .close()
                .close();
        AXIS.figures(page);
        table.figures("Strict", "Lenient", "Difference");
        servers.forEach(server -> row(server, table));
        table.close();
    }

    private static boolean isConclusive(ServerEffect server) {
        Estimate difference = server.difference();
        return difference != null && difference.excludesZero();
    }

    private static void row(ServerEffect server, ChartTable table) {
        ServerName.write(server.server(), table.row());
        String strict = of(server.strictConnected(), server.strictUnits());
        String lenient = of(server.lenientConnected(), server.lenientUnits());
        Plot plot = table.plot("Connect success", "Strict: " + strict + " units. Lenient: " + lenient + " units.");
        AXIS.grid(plot);
        marks(server, plot);
        table.plotted(plot);
        table.figure(strict);
        table.figure(lenient);
        difference(server, table);
        table.endRow();
    }

    /** A line from the one mark to the other; where they would hide each other, one above the other. */
    private static void marks(ServerEffect server, Plot plot) {
        double strict = at(server.strictConnected(), server.strictUnits());
        double lenient = at(server.lenientConnected(), server.lenientUnits());
        boolean both = server.strictUnits() > 0 && server.lenientUnits() > 0;
        double apart = both && Math.abs(strict - lenient) < HIDING ? 6 : 0;
        if (both && apart == 0) {
            plot.across("way", strict, lenient, 0);
        }
        if (server.strictUnits() > 0) {
            SuccessChart.mark(plot, "strict", strict, -apart);
        }
        if (server.lenientUnits() > 0) {
            SuccessChart.mark(plot, "lenient", lenient, apart);
        }
    }

    private static void difference(ServerEffect server, ChartTable table) {
        Estimate difference = server.difference();
        if (difference == null) {
            table.figure("\u2013", "too few");
        } else {
            table.figure(
                    Words.points(difference.value()),
                    Words.points(difference.low()) + " to " + Words.points(difference.high()));
        }
    }

    private static double at(long connected, long units) {
        return AXIS.at((double) connected / Math.max(1, units));
    }

    private static String of(long connected, long units) {
        return Words.count(connected) + " of " + Words.count(units);
    }
}
