package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everybody that a survey asked: the MCP server's origin, each authorization server's, and whoever else in one. */
final class Lifelines {

    /** More would not fit side by side. */
    private static final int SERVERS = 4;

    private final List<Lifeline> all = new ArrayList<>();

    private Lifelines() {}

    static Lifelines of(Survey survey) {
        Lifelines lifelines = new Lifelines();
        lifelines.add("the MCP server", Address.origin(survey.url()));
        for (String origin : authorizationServers(survey)) {
            lifelines.add("an authorization server", origin);
        }
        if (Sent.of(survey).stream().anyMatch(exchange -> lifelines.known(exchange) < 0)) {
            lifelines.add("other servers", "");
        }
        return lifelines;
    }

    private static List<String> authorizationServers(Survey survey) {
        String own = Address.origin(survey.url());
        Set<String> origins = new LinkedHashSet<>();
        for (Exchange exchange : Sent.of(survey)) {
            if (exchange.purpose() == Purpose.SERVER_METADATA || exchange.purpose() == Purpose.REGISTRATION) {
                origins.add(Address.origin(exchange.url()));
            }
        }
        origins.remove(own);
        return origins.stream().limit(SERVERS).toList();
    }

    private void add(String role, String origin) {
        all.add(new Lifeline(String.valueOf((char) ('A' + all.size())), role, origin));
    }

    /** In the order of the diagram; the client is not one of them. */
    List<Lifeline> all() {
        return all;
    }

    /** The place of the one that was asked, from 0. */
    int of(Exchange exchange) {
        int known = known(exchange);
        return known < 0 ? all.size() - 1 : known;
    }

    private int known(Exchange exchange) {
        String origin = Address.origin(exchange.url());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).origin().equals(origin)) {
                return i;
            }
        }
        return -1;
    }
}
