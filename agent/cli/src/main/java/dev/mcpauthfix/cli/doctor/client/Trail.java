package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Survey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses that a client asks on its way, and what the survey knows of them. */
final class Trail {

    private final Survey survey;
    private final URI mcp;
    private final List<String> asked = new ArrayList<>();

    Trail(Survey survey) {
        this.survey = survey;
        this.mcp = URI.create(survey.mcpRequest().url());
    }

    Survey survey() {
        return survey;
    }

    /** The MCP URL, where the server itself has it. */
    URI mcp() {
        return mcp;
    }

    String origin() {
        return UrlRules.origin(mcp);
    }

    /** What the client gets there, null where nobody knows. */
    @Nullable
    Got ask(String address) {
        Got got = survey.at(address).map(Got::of).orElse(null);
        asked.add(shown(address) + (got == null ? "" : " (" + got.words() + ")"));
        return got;
    }

    /** Whether the survey has an exchange with an address, whatever came of it. */
    boolean isSurveyed(String address) {
        return survey.at(address).isPresent();
    }

    /** The way so far, and how it goes on from there. */
    String told(String goesOn) {
        if (asked.isEmpty()) {
            return goesOn;
        }
        int last = asked.size() - 1;
        String list = last == 0 ? asked.get(0) : String.join(", ", asked.subList(0, last)) + " and " + asked.get(last);
        return "asks " + list + ", " + goesOn;
    }

    /** For a client that came to an address of which nobody knows, and why nobody does. */
    String toldUnknown(String address) {
        String why = survey.at(address)
                .map(exchange -> exchange.came() == Came.NOT_ASKED
                        ? exchange.reason().replaceFirst("^not asked", "the probe did not ask it")
                        : "the probe stopped: " + Refusal.words(exchange))
                .orElse("the probe did not ask it");
        return told("and what it comes to there cannot be told: " + why);
    }

    /** An address of the MCP server's own without the origin, any other in full. */
    String shown(String address) {
        return address.startsWith(origin() + "/") ? address.substring(origin().length()) : address;
    }
}
