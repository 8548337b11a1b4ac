package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.Observation;
import dev.mcpauthfix.engine.Refusal;
import dev.mcpauthfix.engine.metadata.WellKnown;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.EventSink;
import dev.mcpauthfix.runtime.evidence.Evidence;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what became of calls, and what the engine did for them, to whoever wants evidence. */
final class Witness {

    /** A client that follows links may meet any number of servers. */
    private static final int MOST_SERVERS = 1024;

    private final Breaker breaker;
    private final ExperimentRun experiment;
    private final Evidence evidence;
    private final Consumer<Throwable> faults;
    private final Clock clock;
    private final Map<String, String> rungs = new ConcurrentHashMap<>();

    /**
     * Creates one.
     *
     * @param faults takes what evidence throws, which it must not
     */
    Witness(Breaker breaker, ExperimentRun experiment, Evidence evidence, Consumer<Throwable> faults, Clock clock) {
        this.breaker = breaker;
        this.experiment = experiment;
        this.evidence = evidence;
        this.faults = faults;
        this.clock = clock;
    }

    /** A call was refused, and this was decided about it. */
    void challenged(McpRequest request, ChallengeResponse response, String decision, String reason, Duration waited) {
        if (UrlRules.isWeb(request.uri())) {
            String server = name(request.uri());
            tell(new Occurrence(
                            clock.instant(),
                            Occurrence.Kind.CHALLENGE,
                            server,
                            rungs.get(server),
                            decision,
                            reason,
                            response.status(),
                            0,
                            0,
                            waited,
                            Refusal.carriesHint(response))
                    .in(part(request, decision)));
        }
    }

    /** Whoever was only observed, or does its login by itself, was not exposed to the way that the agent discovers; nor is a message a server. */
    private Occurrence.@Nullable Exposure part(McpRequest request, String decision) {
        Occurrence.Exposure part = experiment.exposure(request.uri());
        boolean tried = decision.equals("retry") || decision.equals("pass-through");
        return part != null && part.isSplit() && (!tried || request.shape().isUnmarked()) ? null : part;
    }

    /** A call was answered after it was sent again. */
    void retried(McpRequest request, int status) {
        String server = name(request.uri());
        tell(new Occurrence(
                        clock.instant(),
                        Occurrence.Kind.RETRY,
                        server,
                        rungs.get(server),
                        status < 400 ? "healed" : "answered",
                        "",
                        request.refusedWith(),
                        status,
                        0,
                        Duration.ZERO)
                .in(experiment.exposure(request.uri())));
    }

    /** It was found out what would have become of a call. */
    void observed(McpRequest request, Observation observation) {
        String rung = observation.rung() == null ? null : observation.rung().toString();
        note(name(request.uri()), rung);
        tell(new Occurrence(
                        clock.instant(),
                        Occurrence.Kind.OBSERVATION,
                        name(request.uri()),
                        rung,
                        observation.verdict().toString(),
                        observation.reason(),
                        0,
                        0,
                        observation.requests(),
                        observation.took())
                .lacking(observation.missing())
                .failedBy(observation.failure()));
    }

    /** The application got protected resource metadata that the server has none of. */
    void answered(McpRequest request, Duration waited) {
        URI resource = WellKnown.protectedResourceOf(request.uri());
        tell(new Occurrence(
                clock.instant(),
                Occurrence.Kind.METADATA,
                resource == null ? null : resource.toString(),
                null,
                "answered",
                "",
                0,
                200,
                0,
                waited));
    }

    /** The engine's own events. */
    void took(EventSink.Event event) {
        note(event.resource(), event.rung());
        switch (event.kind()) {
            case DISCOVERED -> tell(event, Occurrence.Kind.DISCOVERY, "found");
            case REGISTERED -> tell(event, Occurrence.Kind.REGISTRATION, "registered");
            case AUTHORIZED -> tell(event, Occurrence.Kind.TOKEN, "obtained");
            case PASSED_THROUGH -> {
                // One that sent nothing is the answer to a call, and told as that; a class is named once for each
                // attempt.
                if (event.requests() > 0 || event.failure() != null) {
                    tell(event, Occurrence.Kind.TOKEN, "failed");
                }
            }
            case FAULT -> fault(event.resource(), URI.create(event.resource()), event.detail());
            case HEALED -> {}
        }
    }

    private void note(String server, @Nullable String rung) {
        if (rung != null && rungs.size() < MOST_SERVERS) {
            rungs.put(server, rung);
        }
    }

    private void tell(EventSink.Event event, Occurrence.Kind kind, String decision) {
        tell(new Occurrence(
                        clock.instant(),
                        kind,
                        event.resource(),
                        event.rung(),
                        decision,
                        event.detail(),
                        0,
                        0,
                        event.requests(),
                        event.took())
                .failedBy(event.failure())
                .in(experiment.exposure(URI.create(event.resource()))));
    }

    /** A fault of ours. */
    void fault(String name, URI server, String what) {
        boolean tooMany = UrlRules.isWeb(server) && breaker.fault(server, clock.instant());
        tell(new Occurrence(
                        clock.instant(),
                        Occurrence.Kind.FAULT,
                        name,
                        null,
                        "pass-through",
                        tooMany ? what + "; the third in a row: this server is only observed from now on" : what,
                        0,
                        0,
                        0,
                        Duration.ZERO)
                .in(experiment.exposure(server)));
    }

    /** Tells what happened, and what stopped by it; whatever becomes of the evidence, the call is worth more. */
    void tell(Occurrence occurrence) {
        try {
            evidence.accept(occurrence);
            String stopped = experiment.take(occurrence);
            if (stopped != null) {
                evidence.accept(new Occurrence(
                                clock.instant(),
                                Occurrence.Kind.EXPERIMENT,
                                null,
                                null,
                                "stopped",
                                stopped,
                                0,
                                0,
                                0,
                                Duration.ZERO)
                        .in(occurrence.exposure()));
            }
        } catch (RuntimeException | LinkageError fault) {
            faults.accept(fault);
        }
    }

    private static String name(URI uri) {
        return UrlRules.bare(uri).toString();
    }
}
