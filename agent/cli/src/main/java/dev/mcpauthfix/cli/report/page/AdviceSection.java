package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Advice;
import dev.mcpauthfix.cli.report.Findings;
import dev.mcpauthfix.cli.report.ServerFindings;
import java.util.List;
import java.util.Locale;

/** What to do about each server, and what to send to its owner. */
final class AdviceSection {

    /** What needs a person first. */
    private static final List<Advice.Kind> ORDER = List.of(
            Advice.Kind.TELL_THE_OWNER,
            Advice.Kind.RETIRE,
            Advice.Kind.HEAL,
            Advice.Kind.REPAIR,
            Advice.Kind.LEAVE_ALONE,
            Advice.Kind.WAIT);

    private AdviceSection() {}

    static void write(Findings findings, Markup page) {
        if (findings.servers().isEmpty()) {
            return;
        }
        HtmlPage.section(page, "What to do, server by server", lead(findings.servers()));
        for (Advice.Kind kind : ORDER) {
            List<ServerFindings> servers = findings.servers().stream()
                    .filter(server -> server.advice().kind() == kind)
                    .toList();
            if (!servers.isEmpty()) {
                page.line().open("h3").text(capital(kind.toString())).text(" ");
                page.element("span", Words.count(servers.size(), "server"), "class", "soft")
                        .close();
                servers.forEach(server -> advice(server, page));
            }
        }
        page.close();
    }

    private static String lead(List<ServerFindings> servers) {
        long texts = servers.stream()
                .filter(server -> server.advice().ownersText() != null)
                .count();
        return texts == 0
                ? "There is nothing to send to anyone."
                : "For " + Words.count(texts, "server")
                        + " there is a text to send to the owner; one click selects all of it.";
    }

    private static void advice(ServerFindings server, Markup page) {
        page.line().open("div", "class", "advice").open("p");
        ServerName.write(server.address(), page);
        page.close().element("p", server.advice().why(), "class", "lead");
        page.element("p", figures(server), "class", "note");
        String text = server.advice().ownersText();
        if (text != null) {
            page.element("pre", text);
        }
        page.close();
    }

    private static String figures(ServerFindings server) {
        StringBuilder text = new StringBuilder(Words.count(server.jvms(), "JVM"));
        text.append(" \u00B7 ").append(Words.count(server.refused(), "call")).append(" refused");
        figure(text, server.healed(), "healed");
        figure(text, server.repaired(), "repaired");
        figure(text, server.givenBack(), "given back");
        figure(text, server.observed(), "left alone to look on");
        figure(text, server.falseHeals(), "refused with the token too");
        return text.toString();
    }

    private static void figure(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(" \u00B7 ").append(Words.count(count)).append(' ').append(what);
        }
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
