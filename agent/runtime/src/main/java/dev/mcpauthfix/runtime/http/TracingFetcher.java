package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bounded fetcher for somebody who wants to know what happened on the way. It looks a second time at a certificate that is
 * not trusted, and sends nothing then; and it leaves the body of an event stream, which may never end, unread.
 */
public final class TracingFetcher implements HttpFetcher {

    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(5);

    private final Clock clock;
    /** A longer body counts as no answer. */
    public static final int MOST_BYTES = FetchLimits.DEFAULT.bodyBytes();

    /** How many redirects of a GET are followed, on one origin. */
    public static final int REDIRECTS = BoundedHttpFetcher.REDIRECTS;

    /** Its name, where a request has none of its own. */
    public static final String USER_AGENT = RequestWriter.USER_AGENT;

    private final FetchLimits limits;
    private final PinnedResolver resolver;
    private final List<URI> named;

    /**
     * Makes a fetcher with the platform's name resolution.
     *
     * @param perRequest limit for one request from lookup to last byte; a redirect is a request of its own. One connection may
     *     take half of it, so that another address can be tried
     * @param pins host, in lower case, to the addresses that are taken instead of the name service's; empty for none
     */
    public TracingFetcher(Clock clock, Duration perRequest, Map<String, List<InetAddress>> pins) {
        this(clock, perRequest, pins, List.of());
    }

    /**
     * The same for somebody with settings.
     *
     * @param named what settings name: its hosts may be private
     */
    public TracingFetcher(Clock clock, Duration perRequest, Map<String, List<InetAddress>> pins, List<URI> named) {
        this(
                clock,
                perRequest,
                new PinnedResolver(
                        new SystemNameResolver(perRequest.compareTo(LONGEST_LOOKUP) < 0 ? perRequest : LONGEST_LOOKUP),
                        pins),
                named);
    }

    TracingFetcher(Clock clock, Duration perRequest, PinnedResolver resolver) {
        this(clock, perRequest, resolver, List.of());
    }

    private TracingFetcher(Clock clock, Duration perRequest, PinnedResolver resolver, List<URI> named) {
        this.clock = clock;
        this.named = named;
        this.limits = new FetchLimits(perRequest.dividedBy(2), perRequest, MOST_BYTES, false);
        this.resolver = resolver;
    }

    /**
     * What came of a request, and how.
     *
     * @param result as {@link HttpFetcher#fetch} answers it; the reason of one that is unreachable says what failed, what was
     *     expected and what to do
     * @param hops what went well on the way, in order; those of a redirect only where they differ
     * @param failing what failed, null where there is an answer
     * @param took from the first step to the last
     */
    public record Traced(
            Result result, List<Hop> hops, @Nullable Failing failing, Duration took) {}

    @Override
    public Result fetch(Request request) {
        return trace(request).result();
    }

    /** The same, and what happened on the way. */
    public Traced trace(Request request) {
        long start = clock.millis();
        Trail trail = new Trail(clock, request.uri(), resolver);
        Result result = new BoundedHttpFetcher(clock, named, resolver, limits, trail).fetch(request);
        Duration took = Duration.ofMillis(clock.millis() - start);
        Diagnosis diagnosis = diagnosis(request, trail, result, took);
        if (diagnosis == null) {
            return new Traced(result, trail.hops(), result instanceof Refused ? Failing.REFUSED : null, took);
        }
        String reason = FailureWords.request(request.method(), trail.uri()) + ": " + diagnosis.words();
        return new Traced(new Unreachable(reason), trail.hops(), diagnosis.failing(), took);
    }

    private @Nullable Diagnosis diagnosis(Request request, Trail trail, Result result, Duration took) {
        Exception failure = trail.failure();
        if (failure == null) {
            boolean wantsCredentials = result instanceof Answer answer && answer.status() == 407 && trail.isProxied();
            return wantsCredentials
                    ? new Diagnosis(
                            Failing.PROXY,
                            trail.proxy() + " asks for credentials (407), and is sent none; " + trail.proxyRemedy())
                    : null;
        }
        if (!CertificateDiagnosis.isMeantBy(failure)) {
            return new PathDiagnosis(trail).of(failure);
        }
        List<X509Certificate> chain =
                certificates(request, trail, limits.total().minus(took));
        return new Diagnosis(
                Failing.CERTIFICATE,
                new CertificateDiagnosis(Origin.of(trail.uri()), TrustStoreText.of(request.network()), clock.instant())
                        .words(failure, chain));
    }

    /** What the server shows in one more handshake, which fails as the first did; empty where there is no time left for it. */
    private List<X509Certificate> certificates(Request request, Trail trail, Duration left) {
        if (left.isNegative() || left.isZero()) {
            return List.of();
        }
        RecordingTrust trust = new RecordingTrust();
        try {
            NetworkPath looking = new NetworkPath(request.network().proxies(), trust.factory());
            new Connector(resolver, new AddressRules(named), limits.connect(), PathObserver.NONE)
                    .open(trail.uri(), request.onBehalfOf(), looking, new Deadline(clock, left))
                    .close();
        } catch (IOException | RuntimeException | GeneralSecurityException refused) {
            // As it should be; what was shown until then is all that is wanted.
        }
        return trust.chain();
    }
}
