package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.List;
import java.util.Locale;

/**
 * Whether an origin answers alike at an address and at a well-known one, which is well known to have no page for people: an
 * application of one page, a firewall or a login proxy does, and then the answer tells nothing of the address.
 */
final class SameEverywhere {

    private final Exchange exchange;
    private final List<Exchange> wellKnown;

    /**
     * Compares one answer.
     *
     * @param origin of the address that answered, as text
     */
    SameEverywhere(Survey survey, String origin, Exchange exchange) {
        this.exchange = exchange;
        this.wellKnown = survey.exchanges().stream()
                .filter(other ->
                        other.url().startsWith(origin + "/") && other.url().contains("/.well-known/"))
                .toList();
    }

    /** Whether a well-known address gives the same status with the same kind of answer, or redirects to the same place. */
    boolean isCertain() {
        return wellKnown.stream().anyMatch(this::isAlike);
    }

    /** Whether a well-known address redirects to the same host, and it is open what the two come to there. */
    boolean isPossible() {
        Redirect redirect = Redirect.of(exchange);
        return redirect != null
                && Refusal.redirect(exchange) != null
                && wellKnown.stream()
                        .filter(other -> Refusal.redirect(other) != null)
                        .map(Redirect::of)
                        .anyMatch(other -> other != null && redirect.isToHostOf(other));
    }

    private boolean isAlike(Exchange other) {
        Redirect redirect = Redirect.of(exchange);
        if (redirect != null && redirect.equals(Redirect.of(other))) {
            return true;
        }
        boolean answers = exchange.came() == Came.ANSWER && other.came() == Came.ANSWER;
        return answers && exchange.status() == other.status() && isSameKind(other);
    }

    /** A page may have another nonce each time. */
    private boolean isSameKind(Exchange other) {
        boolean equal = !exchange.digest().isEmpty() && exchange.digest().equals(other.digest());
        return equal || exchange.status() / 100 == 4 || (isPage(exchange) && isPage(other));
    }

    static boolean isPage(Exchange exchange) {
        return exchange.header("content-type").stream()
                .map(type -> type.toLowerCase(Locale.ROOT))
                .anyMatch(type -> type.startsWith("text/html") || type.startsWith("application/xhtml+xml"));
    }
}
