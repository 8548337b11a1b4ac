package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.port.EventSink;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Tells people and machines what was done: one INFO line per recovery, one WARN line per reason of failure, every event. */
final class Journal {

    private final EventSink events;
    private final Logger logger;
    private final Clock clock;

    Journal(EventSink events, Logger logger, Clock clock) {
        this.events = events;
        this.logger = logger;
        this.clock = clock;
    }

    void discovered(URI mcpUri, Rung rung, String detail, int requests, Instant since) {
        send(EventSink.Kind.DISCOVERED, mcpUri, rung, detail, requests, since);
    }

    void registered(URI mcpUri, Rung rung, String detail, int requests, Instant since) {
        send(EventSink.Kind.REGISTERED, mcpUri, rung, detail, requests, since);
    }

    void authorized(URI mcpUri, @Nullable Rung rung, String how, int requests, Instant since) {
        send(EventSink.Kind.AUTHORIZED, mcpUri, rung, how, requests, since);
        logger.info(
                "authorized {}: {}, {} requests, {} ms",
                mcpUri,
                rung == null ? how : rung + ", " + how,
                requests,
                since(since).toMillis());
    }

    void healed(URI mcpUri, int status) {
        send(EventSink.Kind.HEALED, mcpUri, null, "the retried request was answered " + status, 0, clock.instant());
    }

    /** The application got its own response for a reason that somebody may want to do something about. */
    Decision passThrough(ResourceState state, @Nullable Rung rung, String reason, int requests, Instant since) {
        warn(state, reason);
        return passThrough(state.mcpUri(), rung, reason, requests, since);
    }

    /** The application got its own response because there is no token, for a reason that may say more than the failure's own. */
    Decision failed(ResourceState state, LoginResult.Failed failed, String reason, Instant since) {
        warn(state, reason);
        send(
                EventSink.Kind.PASSED_THROUGH,
                state.mcpUri(),
                failed.rung(),
                reason,
                failed.requests(),
                since,
                failed.failure());
        return new Decision.PassThrough(reason);
    }

    /** A challenge stays as it is, because there is nothing to add to it. */
    void notRepaired(URI mcpUri, LoginResult.Failed failed, boolean first, Instant since) {
        send(
                EventSink.Kind.PASSED_THROUGH,
                mcpUri,
                failed.rung(),
                failed.reason(),
                failed.requests(),
                since,
                failed.failure());
        if (first) {
            logger.warn("cannot repair the challenge of {}: {}", mcpUri, failed.reason());
        }
    }

    private void warn(ResourceState state, String reason) {
        if (state.firstWarning(reason)) {
            logger.warn("cannot authorize {}: {}", state.mcpUri(), reason);
        }
    }

    /** The application got its own response for a reason already told, or none worth telling. */
    Decision passThrough(URI mcpUri, @Nullable Rung rung, String reason, int requests, Instant since) {
        send(EventSink.Kind.PASSED_THROUGH, mcpUri, rung, reason, requests, since);
        return new Decision.PassThrough(reason);
    }

    /** A fault of ours. Its message is kept back: nobody knows what it quotes. */
    Decision fault(URI mcpUri, Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        String what = "unexpected " + fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
        send(EventSink.Kind.FAULT, mcpUri, null, what, 0, clock.instant());
        logger.warn("fault while authorizing {}: {}; the application got its own response", mcpUri, what);
        return new Decision.PassThrough(what);
    }

    private void send(
            EventSink.Kind kind, URI mcpUri, @Nullable Rung rung, String detail, int requests, Instant since) {
        send(kind, mcpUri, rung, detail, requests, since, null);
    }

    private void send(
            EventSink.Kind kind,
            URI mcpUri,
            @Nullable Rung rung,
            String detail,
            int requests,
            Instant since,
            EventSink.@Nullable Failure failure) {
        events.accept(new EventSink.Event(
                kind,
                mcpUri.toString(),
                rung == null ? null : rung.toString(),
                detail,
                requests,
                since(since),
                failure));
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
