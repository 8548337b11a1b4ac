package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.report.Figures;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The requests of a survey that were made, and in words those that were not. */
final class Sent {

    private Sent() {}

    /** In order; a request's number is its place, from 1. */
    static List<Exchange> of(Survey survey) {
        return survey.exchanges().stream()
                .filter(exchange -> exchange.came() != Came.NOT_ASKED)
                .toList();
    }

    /** How many were left out and why; empty for none. */
    static String left(Survey survey) {
        int left = survey.exchanges().size() - of(survey).size();
        if (left == 0) {
            return "";
        }
        Set<String> reasons = survey.exchanges().stream()
                .filter(exchange -> exchange.came() == Came.NOT_ASKED)
                .map(Exchange::reason)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return Figures.of(left, "more request") + (left == 1 ? " was" : " were") + " not sent: "
                + String.join("; ", reasons) + ".";
    }

    /** The outcome, with what failed where there is no answer. */
    static String outcome(Exchange exchange) {
        return exchange.reason().isEmpty() ? exchange.outcome() : exchange.outcome() + ": " + exchange.reason();
    }
}
