package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 client over plain sockets that sends one request, reads one bounded answer and closes the connection.
 *
 * <p>Not {@code java.net.http}, which the agent patches, nor {@code HttpURLConnection}, which shares the application's cookies
 * and authenticator; and neither lets the checked address be the one that is connected to.
 */
public final class BoundedHttpFetcher implements HttpFetcher {

    static final int REDIRECTS = 5;

    private final Connector connector;
    private final FetchLimits limits;
    private final Clock clock;
    private final PathObserver observer;

    /**
     * Makes a fetcher with the platform's name resolution.
     *
     * @param named what settings name: its hosts may be private
     */
    public BoundedHttpFetcher(Clock clock, List<URI> named) {
        this(clock, named, new SystemNameResolver(), FetchLimits.DEFAULT);
    }

    BoundedHttpFetcher(Clock clock, List<URI> named, NameResolver resolver, FetchLimits limits) {
        this(clock, named, resolver, limits, PathObserver.NONE);
    }

    BoundedHttpFetcher(Clock clock, List<URI> named, NameResolver resolver, FetchLimits limits, PathObserver observer) {
        this.connector = new Connector(resolver, new AddressRules(named), limits.connect(), observer);
        this.limits = limits;
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    public Result fetch(Request request) {
        URI uri = request.uri();
        try {
            for (int redirects = 0; redirects <= REDIRECTS; redirects++) {
                Answer answer = exchange(request, uri);
                URI next = redirect(request, answer);
                if (next == null) {
                    return answer;
                }
                uri = next;
            }
            throw new RefusedByPolicy(Cause.REDIRECT, "more than " + REDIRECTS + " redirects");
        } catch (RefusedByPolicy refused) {
            return new Refused(
                    refused.forbidden(),
                    FailureWords.request(request.method(), uri) + " refused: " + refused.getMessage());
        } catch (IOException | RuntimeException failed) {
            observer.failed(failed);
            return new Unreachable(FailureWords.of(request.method(), uri, failed));
        }
    }

    private Answer exchange(Request request, URI uri) throws IOException {
        if (!request.method().equals("GET") && !request.method().equals("POST")) {
            throw new RefusedByPolicy(Cause.ADDRESS, "expected GET or POST");
        }
        observer.begins(uri);
        Deadline deadline = new Deadline(clock, limits.total());
        try (Connection connection = connector.open(uri, request.onBehalfOf(), request.network(), deadline)) {
            observer.sends();
            try {
                RequestWriter.write(request, uri, connection.proxied(), connection.out());
            } catch (RefusedByPolicy refused) {
                throw refused;
            } catch (IOException broken) {
                observer.unsent(connection.in(), broken);
            }
            observer.sent(connection.in());
            MessageHead head = MessageHead.read(connection.in());
            String body = limits.readsBody(head) ? MessageBody.read(head, connection.in(), limits.bodyBytes()) : "";
            return new Answer(head.status(), head.headers(), body, uri);
        }
    }

    /** Where a GET goes on, null where the answer is final; another origin is refused (attack S2). */
    private static @Nullable URI redirect(Request request, Answer answer) throws RefusedByPolicy {
        String location = answer.header("location");
        if (!request.method().equals("GET") || location == null || !isRedirect(answer.status())) {
            return null;
        }
        URI next;
        try {
            next = answer.uri().resolve(new URI(location));
        } catch (URISyntaxException malformed) {
            throw new RefusedByPolicy(Cause.REDIRECT, "it redirects to something that is not a URL");
        }
        if (!Origin.of(next).equals(Origin.of(answer.uri()))) {
            throw new RefusedByPolicy(
                    Cause.REDIRECT, "it redirects to another origin, \"" + FailureWords.clean(next.toString()) + "\"");
        }
        return next;
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }
}
