package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.runtime.http.Failing;
import dev.mcpauthfix.runtime.http.TracingFetcher;
import dev.mcpauthfix.runtime.http.TracingFetcher.Traced;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes down every request. A document is fetched once, however many readings of it there are; a server that gave no answer is not
 * asked for another document, and nobody is once the time is up (attack S12).
 */
final class RecordedFetcher implements HttpFetcher {

    /** Only the time is left: it would fail at once. */
    private static final Duration TOO_LITTLE = Duration.ofMillis(50);

    private final Clock clock;
    private final ProbeSettings settings;
    private final ProbeListener listener;
    private final Instant end;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Map<URI, Result> documents = new HashMap<>();
    private final Set<String> mute = new HashSet<>();

    RecordedFetcher(Clock clock, ProbeSettings settings, ProbeListener listener) {
        this.clock = clock;
        this.settings = settings;
        this.listener = listener;
        this.end = clock.instant().plus(settings.limit());
    }

    /** Everything so far, in order. */
    List<Exchange> exchanges() {
        return exchanges;
    }

    /** A metadata document, whose address tells what it is for; a POST is the one that registers a client. */
    @Override
    public Result fetch(Request request) {
        if (request.method().equals("POST")) {
            return send(request, Purpose.REGISTRATION).result();
        }
        boolean resource = request.uri().getRawPath().contains("/.well-known/oauth-protected-resource");
        boolean server = !resource && request.uri().getRawPath().contains("/.well-known/");
        return document(request, server ? Purpose.SERVER_METADATA : Purpose.RESOURCE_METADATA);
    }

    Result document(Request request, Purpose purpose) {
        Result known = documents.get(request.uri());
        if (known != null) {
            return known;
        }
        Result result = send(request, purpose).result();
        documents.put(request.uri(), result);
        return result;
    }

    Traced send(Request request, Purpose purpose) {
        String shown = Shown.url(request.uri().toString());
        String reason = notAsked(request.uri());
        if (reason != null) {
            Traced skipped = new Traced(new Unreachable(reason), List.of(), Failing.TIME, Duration.ZERO);
            record(Seen.notAsked(purpose, request.method(), shown, reason));
            return skipped;
        }
        listener.asks(purpose, request.method(), shown);
        Duration left = Duration.between(clock.instant(), end);
        Duration most = ProbeRequest.limit(settings.limit());
        Duration limit = left.compareTo(most) < 0 ? left : most;
        Traced traced = new TracingFetcher(clock, limit, settings.pins()).trace(request);
        Exchange exchange = seen(request, purpose, shown, traced);
        if (exchange.came() == Came.UNREACHABLE) {
            mute.add(UrlRules.origin(request.uri()));
        }
        record(exchange);
        return traced;
    }

    private static Exchange seen(Request request, Purpose purpose, String shown, Traced traced) {
        Exchange exchange = Seen.exchange(purpose, request.method(), shown, traced);
        return purpose == Purpose.MCP_REQUEST_WITH_TOKEN
                ? Withheld.of(request.headers()).from(exchange)
                : exchange;
    }

    private void record(Exchange exchange) {
        exchanges.add(exchange);
        listener.came(exchange);
    }

    private @Nullable String notAsked(URI uri) {
        if (mute.contains(UrlRules.origin(uri))) {
            return "not asked, since its server gave no answer before";
        }
        return Duration.between(clock.instant(), end).compareTo(TOO_LITTLE) < 0
                ? "not asked, since the limit of " + settings.limit().toSeconds()
                        + " s is over; --timeout=<seconds> sets another"
                : null;
    }
}
