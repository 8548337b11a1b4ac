package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Arm;
import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.GuardrailStop;
import dev.mcpauthfix.cli.report.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One experiment: who was in it, whether that can be trusted, and only then what came of it. */
final class ExperimentSection {

    private ExperimentSection() {}

    /** The verdict stands here too where the page's headline is not this experiment's. */
    static void write(ExperimentFindings experiment, boolean withVerdict, Markup page) {
        HtmlPage.section(
                page,
                "The experiment \u201C" + experiment.name() + "\u201D",
                (withVerdict ? experiment.verdict() + " " : "") + setting(experiment));
        ExposureChart.write(experiment, page);
        if (experiment.sampleRatio().mismatch()) {
            mismatch(experiment, page);
        } else {
            outcome(experiment, page);
        }
        stops(experiment, page);
        page.close();
    }

    private static String setting(ExperimentFindings experiment) {
        String shares = experiment.shares().stream()
                .map(share -> Words.round(share / 10_000.0))
                .collect(Collectors.joining(", then "));
        return "What is assigned is " + unit(experiment.unit())
                + (shares.isEmpty() ? "." : "; lenient has " + shares + ".");
    }

    private static String unit(String unit) {
        return switch (unit) {
            case "jvm" -> "the JVM";
            case "server" -> "the server";
            case "jvm+server" -> "the pair of a JVM and a server";
            default -> unit;
        };
    }

    private static void mismatch(ExperimentFindings experiment, Markup page) {
        String why = experiment.whyNoEffect();
        page.open("div", "class", "warning").element("p", "No effect is shown.", "class", "alarm");
        page.element("p", why == null ? "The arms are not as large as their shares ask for." : why)
                .close();
    }

    private static void outcome(ExperimentFindings experiment, Markup page) {
        SuccessChart.write(experiment, page);
        ServerEffects.write(experiment.servers(), page);
        boolean outcomes = experiment.arms().stream().anyMatch(arm -> arm.outcome() != null);
        if (outcomes) {
            ConnectTimes.write(experiment, page);
            costs(experiment.arms(), page);
        }
    }

    private static void costs(List<Arm> arms, Markup page) {
        page.element("h3", "Extra requests and added wait");
        page.open("table", "class", "rows").element("caption", "What each arm cost", "class", "unseen");
        page.open("thead").open("tr").element("th", "Arm", "scope", "col", "class", "name words");
        List<String> names = List.of("Requests per unit", "Wait, median", "Wait, p95", "Wait, longest");
        names.forEach(name -> page.element("th", name, "scope", "col", "class", "figure"));
        page.close().close().open("tbody");
        for (Arm arm : arms) {
            Outcome outcome = arm.outcome();
            if (outcome != null) {
                page.open("tr").element("th", arm.variant(), "scope", "row", "class", "name words");
                List<String> values = List.of(
                        String.format(Locale.ROOT, "%.1f", outcome.requestsPerUnit()),
                        Words.millis(outcome.addedWait().medianMs()),
                        Words.millis(outcome.addedWait().p95Ms()),
                        Words.millis(outcome.addedWait().maxMs()));
                for (int i = 0; i < values.size(); i++) {
                    page.element("td", values.get(i), "class", "figure", "data-name", names.get(i));
                }
                page.close();
            }
        }
        page.close().close();
    }

    private static void stops(ExperimentFindings experiment, Markup page) {
        if (experiment.stopCount() == 0) {
            return;
        }
        page.element("h3", "Stopped by a guardrail");
        page.element(
                "p",
                "The experiment stopped itself " + Words.count(experiment.stopCount(), "time") + ".",
                "class",
                "lead");
        page.open("ul", "class", "plain");
        for (GuardrailStop stop : experiment.stops()) {
            page.open("li").element("span", Moments.minute(stop.time()) + ", ", "class", "soft");
            page.text(stop.jvm() + (stop.reason().isEmpty() ? "" : ": " + stop.reason()))
                    .close();
        }
        page.close();
    }
}
