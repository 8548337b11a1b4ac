package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.client.ClientReading;
import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.doctor.client.Prediction.Outcome;
import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Figures;
import java.util.List;

/** Which client connects and which does not, at which step, and why. */
final class ClientSection {

    private ClientSection() {}

    static void write(Diagnosis diagnosis, Markup page) {
        List<Prediction> clients = diagnosis.clients();
        if (clients.isEmpty()) {
            return;
        }
        DoctorPage.section(
                page,
                "Who connects",
                connecting(clients) + " of " + Figures.of(clients.size(), "client") + " connect" + notTold(clients)
                        + ". This is worked out from how their sources read, not tried.");
        page.open("table", "class", "cells clients");
        page.element("caption", "What each MCP client comes to at this server", "class", "unseen");
        page.open("thead").open("tr");
        List.of("Client", "Outcome", "Ends at", "Because").forEach(name -> page.element("th", name, "scope", "col"));
        page.close().close().open("tbody");
        clients.forEach(client -> row(client, page));
        page.close().close().close();
    }

    static long connecting(List<Prediction> clients) {
        return count(clients, Outcome.CONNECTS);
    }

    /** Of how many it cannot be told, as the end of a sentence; empty for none. */
    static String notTold(List<Prediction> clients) {
        long unknown = count(clients, Outcome.UNKNOWN);
        return unknown == 0 ? "" : "; of " + unknown + " it cannot be told";
    }

    private static long count(List<Prediction> clients, Outcome outcome) {
        return clients.stream().filter(client -> client.outcome() == outcome).count();
    }

    private static void row(Prediction prediction, Markup page) {
        ClientReading client = prediction.client();
        page.line().open("tr").open("th", "scope", "row").text(client.name() + " ");
        page.element("small", client.versions()).close();
        page.open("td", "data-name", "Outcome");
        Marks.write(prediction.outcome(), page);
        page.close().element("td", prediction.step().toString(), "data-name", "Ends at");
        page.open("td", "data-name", "Because").text(prediction.because() + " ");
        page.element("small", client.source() + ", read " + client.read())
                .close()
                .close();
    }
}
