package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.challenge.Challenge;
import dev.mcpauthfix.engine.challenge.Challenges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one MCP server, fit to be shown. Whoever judges it needs no network.
 *
 * @param url the MCP URL, with {@code ***} for the values of its query
 * @param at when it was begun
 * @param place from where it was seen, one line for people
 * @param exchanges every request in order; the MCP request first
 * @param lenient where the whole ladder ended, null where there was no reason to walk it
 * @param strict where the ladder ended that goes by the hint alone, null likewise
 * @param millis how long it took, in milliseconds
 */
public record Survey(
        String url,
        Instant at,
        String place,
        List<Exchange> exchanges,
        @Nullable LadderEnd lenient,
        @Nullable LadderEnd strict,
        long millis) {

    public Survey {
        exchanges = List.copyOf(exchanges);
    }

    /** The MCP request without a token; where the server moved it to another address of its own, the one there. */
    public Exchange mcpRequest() {
        Exchange last = exchanges.get(0);
        for (Exchange exchange : exchanges) {
            if (exchange.purpose() == Exchange.Purpose.MCP_REQUEST) {
                last = exchange;
            }
        }
        return last;
    }

    /** The challenges of the MCP request's answer, in order. */
    public List<Challenge> challenges() {
        return Challenges.parse(mcpRequest().header("www-authenticate"));
    }

    /** What a GET of this address came to; empty where it was not part of the survey. */
    public Optional<Exchange> at(String address) {
        String shown = Shown.url(address);
        return exchanges.stream()
                .filter(exchange ->
                        exchange.method().equals("GET") && exchange.url().equals(shown))
                .findFirst();
    }

    /** The requests for one purpose, in order. */
    public List<Exchange> of(Exchange.Purpose purpose) {
        return exchanges.stream()
                .filter(exchange -> exchange.purpose() == purpose)
                .toList();
    }

    /** The same with more requests. */
    Survey with(List<Exchange> more) {
        List<Exchange> all = new ArrayList<>(exchanges);
        all.addAll(more);
        return new Survey(url, at, place, all, lenient, strict, millis);
    }

    /** The same, with a login that came to nothing. */
    public Survey notLoggedIn(String reason) {
        return with(List.of(Seen.notAsked(
                Exchange.Purpose.MCP_REQUEST_WITH_TOKEN, "POST", mcpRequest().url(), Shown.text(reason))));
    }
}
