package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets at an address, as far as a survey tells.
 *
 * @param url the address
 * @param status the HTTP status code, 0 for no answer
 * @param document the JSON object in the body, null where the body is none
 * @param unreadable what is wrong with a body that is no such document, a few words that follow "and stops"
 * @param words for people: the status, or what failed
 */
record Got(String url, int status, @Nullable JsonObject document, String unreadable, String words) {

    private static final String NO_OBJECT = "this is no JSON object";

    /** Null where the survey does not hold what a client would see there. */
    static @Nullable Got of(Exchange exchange) {
        String url = exchange.url();
        if (exchange.came() == Came.ANSWER) {
            return new Got(url, exchange.status(), exchange.document(), NO_OBJECT, exchange.outcome());
        }
        if (exchange.came() == Came.UNREACHABLE) {
            return new Got(url, 0, null, NO_OBJECT, exchange.outcome());
        }
        // Whoever has no such limit reads on, and finds what no metadata document is.
        return Refusal.isOfBody(exchange)
                ? new Got(url, 200, null, Refusal.words(exchange) + ", as no metadata document is", "no document")
                : null;
    }

    /** Whether there is an answer with a 2xx status. */
    boolean isSuccess() {
        return status / 100 == 2;
    }
}
