package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import org.jspecify.annotations.Nullable;

/** Reads from the reason of a request that the probe's own rules ended which of them did; a survey holds no more of it. */
final class Refusal {

    private static final String REFUSED = " refused: ";
    private static final String LARGER = "the answer is larger than ";
    private static final String CODING = "the answer has a content coding ";
    private static final String REDIRECT = "it redirects to another origin, \"";

    private Refusal() {}

    /** Whether a complete head came, and a body that is too large or in a coding that nobody asked for. */
    static boolean isOfBody(Exchange exchange) {
        String words = words(exchange);
        return exchange.came() == Came.REFUSED && (words.startsWith(LARGER) || words.startsWith(CODING));
    }

    /** The address on another origin that a redirect leads to, null where it was not a redirect that ended it. */
    static @Nullable String redirect(Exchange exchange) {
        String words = words(exchange);
        if (exchange.came() != Came.REFUSED || !words.startsWith(REDIRECT)) {
            return null;
        }
        int end = words.indexOf('"', REDIRECT.length());
        return words.substring(REDIRECT.length(), end < 0 ? words.length() : end);
    }

    /** The rule in a few words, without the request that the exchange names anyway. */
    static String words(Exchange exchange) {
        String reason = exchange.reason();
        int refused = reason.indexOf(REFUSED);
        return refused < 0 ? reason : reason.substring(refused + REFUSED.length());
    }
}
