package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.Survey;
import java.net.URI;

/**
 * Whether there is an authorization endpoint where MCP 2025-03-26 assumes one.
 *
 * @param address {@code /authorize} at some origin
 * @param state what is known of it
 * @param because why, a few words that follow the address
 */
public record AssumedEndpoint(String address, State state, String because) {

    /** What is known of an endpoint. */
    public enum State {
        /** Something answers as an authorization endpoint does, and well-known addresses do not. */
        THERE,
        /** There is none. */
        NOT_THERE,
        /** Nobody asked, nobody answered, or the answer may be anything's. */
        NOT_KNOWN
    }

    /** Whether the one at the MCP server's own origin seems to be there. */
    public static boolean isThere(Survey survey) {
        return of(survey).state() == State.THERE;
    }

    /** The one at the MCP server's own origin. */
    static AssumedEndpoint of(Survey survey) {
        return at(survey, URI.create(survey.mcpRequest().url()));
    }

    /** The one at the origin of this address, absolute and http or https. */
    static AssumedEndpoint at(Survey survey, URI there) {
        String address = UrlRules.origin(there) + "/authorize";
        return survey.of(Purpose.ASSUMED_ENDPOINT).stream()
                .filter(exchange -> exchange.url().equals(address))
                .findFirst()
                .map(exchange -> asked(survey, address, exchange))
                .orElseGet(() -> byMetadata(survey, address));
    }

    /**
     * Where a client ends that assumes this endpoint, and nothing tells that it is there.
     *
     * @param assumes the client's way so far
     */
    Ending without(String assumes) {
        return state == State.NOT_THERE
                ? Ending.fails(Step.AUTHORIZATION, assumes + " and fails: that address " + because)
                : Ending.unknown(
                        Step.AUTHORIZATION,
                        assumes + ", and it cannot be told whether that is a login: that address " + because);
    }

    private static AssumedEndpoint asked(Survey survey, String address, Exchange exchange) {
        boolean leadsElsewhere = Refusal.redirect(exchange) != null;
        if (exchange.came() != Came.ANSWER && !leadsElsewhere) {
            return new AssumedEndpoint(address, State.NOT_KNOWN, "gave no answer that tells");
        }
        String answers = leadsElsewhere ? "redirects to another origin" : "answers " + exchange.outcome();
        if (isAbsent(exchange.status())) {
            return new AssumedEndpoint(address, State.NOT_THERE, answers);
        }
        SameEverywhere same = new SameEverywhere(survey, UrlRules.origin(URI.create(address)), exchange);
        if (same.isCertain()) {
            return new AssumedEndpoint(address, State.NOT_THERE, answers + ", as a well-known address does");
        }
        boolean there = !same.isPossible() && (leadsElsewhere || isLogin(exchange));
        return new AssumedEndpoint(address, there ? State.THERE : State.NOT_KNOWN, answers);
    }

    /** An authorization endpoint is for people, who have no credentials of HTTP's own (RFC 6749, section 3.1). */
    private static boolean isAbsent(int status) {
        return status == 401 || status == 404 || status == 405 || status == 410 || status >= 500;
    }

    /** A page, a way to one, or the answer to a request that lacks all of its parameters (RFC 6749, section 4.1.2.1). */
    private static boolean isLogin(Exchange exchange) {
        int status = exchange.status();
        return status == 400 || status / 100 == 3 || (exchange.isSuccess() && SameEverywhere.isPage(exchange));
    }

    /** Metadata that a client does not read tells where the endpoint is, all the same. */
    private static AssumedEndpoint byMetadata(Survey survey, String address) {
        for (Exchange exchange : survey.of(Purpose.SERVER_METADATA)) {
            String endpoint =
                    exchange.document() == null ? null : exchange.document().string("authorization_endpoint");
            if (endpoint != null && (sameOrigin(endpoint, address) || sameOrigin(exchange.url(), address))) {
                return endpoint.equals(address)
                        ? new AssumedEndpoint(address, State.THERE, "is the endpoint")
                        : new AssumedEndpoint(address, State.NOT_THERE, "is not the endpoint, which is " + endpoint);
            }
        }
        return new AssumedEndpoint(address, State.NOT_KNOWN, "was not asked for by the probe");
    }

    private static boolean sameOrigin(String url, String address) {
        URI uri = UrlRules.parse(url);
        return uri != null && UrlRules.sameOrigin(uri, URI.create(address));
    }
}
