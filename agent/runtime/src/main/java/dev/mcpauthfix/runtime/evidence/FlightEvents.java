package dev.mcpauthfix.runtime.evidence;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * The events as the JVM's flight recorder knows them. It takes notice of a class at its first use, which is why nothing here is touched
 * before a recording runs. An event is written when all is over and cannot be dated back: how long it took is a field.
 */
final class FlightEvents {

    /** Those that the flight recorder has seen. */
    private static final Set<Class<? extends Event>> USED = ConcurrentHashMap.newKeySet();

    private FlightEvents() {}

    /** Writes one occurrence, where it is of a kind that has an event and a recording wants that event. */
    static void record(Occurrence occurrence) {
        switch (occurrence.kind()) {
            case CHALLENGE -> commit(new ChallengeEvent(), occurrence);
            case REGISTRATION -> commit(new RegistrationEvent(), occurrence);
            case DISCOVERY -> commit(new DiscoveryEvent(), occurrence);
            case TOKEN -> commit(new TokenEvent(), occurrence);
            case RETRY -> commit(new RetryEvent(), occurrence);
            case FAULT -> commit(new FaultEvent(), occurrence);
            case OBSERVATION -> commit(new ObservationEvent(), occurrence);
            case METADATA -> commit(new MetadataEvent(), occurrence);
            case AGENT, EXPERIMENT -> {
                // A recording is of one JVM; what became of the agent in it stands in the audit log and the status.
            }
        }
    }

    /** Takes the events out of the recordings to come; what has been recorded stays, and stays readable. */
    static void unregister() {
        USED.forEach(FlightRecorder::unregister);
        USED.clear();
    }

    private static void commit(OccurrenceEvent event, Occurrence occurrence) {
        if (USED.add(event.getClass())) {
            // It registers itself at its first use, but not again after it was taken out.
            FlightRecorder.register(event.getClass());
        }
        if (event.shouldCommit()) {
            event.tell(occurrence);
            event.commit();
        }
    }

    /** What all of them tell; absent texts are null, absent numbers 0. */
    @Category({"MCP", "mcp-auth-fix"})
    @StackTrace(false)
    abstract static class OccurrenceEvent extends Event {

        @Label("MCP Server")
        @Description("The MCP server's address, without its query")
        @Nullable
        String server;

        @Label("Rung")
        @Description("The rung of the discovery ladder by which the authorization server was found")
        @Nullable
        String rung;

        @Label("Decision")
        @Description("What was done")
        @Nullable
        String decision;

        @Label("Reason")
        @Description("Why, in one line; a server's words are quoted and cut")
        @Nullable
        String reason;

        @Label("Failure")
        @Description("The class of what was in the way of a token")
        @Nullable
        String failure;

        @Label("Variant")
        @Description("The variant of discovery that an experiment gave the server: strict or lenient")
        @Nullable
        String variant;

        @Label("Status Before")
        @Description("The HTTP status that the application's request was refused with, 0 for none")
        int statusBefore;

        @Label("Status After")
        @Description("The HTTP status that the application got in the end, 0 where that is not known yet")
        int statusAfter;

        @Label("Requests")
        @Description("How many requests the agent itself sent for it")
        int requests;

        @Label("Took")
        @Description("How long it took; for a challenge, how long the application's call waited for the decision")
        @Timespan(Timespan.NANOSECONDS)
        long took;

        final void tell(Occurrence occurrence) {
            server = occurrence.server();
            rung = occurrence.rung();
            decision = occurrence.decision();
            reason = occurrence.reason().isEmpty() ? null : occurrence.reason();
            failure = occurrence.failure().isEmpty() ? null : occurrence.failure();
            variant =
                    occurrence.exposure() == null ? null : occurrence.exposure().variant();
            statusBefore = occurrence.statusBefore();
            statusAfter = occurrence.statusAfter();
            requests = occurrence.requests();
            took = occurrence.took().toNanos();
        }
    }

    @Name("mcpauthfix.Challenge")
    @Label("Challenge")
    @Description("A call of the application was refused by an MCP server")
    static final class ChallengeEvent extends OccurrenceEvent {}

    @Name("mcpauthfix.Discovery")
    @Label("Discovery")
    @Description("The authorization server of an MCP server was found")
    static final class DiscoveryEvent extends OccurrenceEvent {}

    @Name("mcpauthfix.Observation")
    @Label("Observation")
    @Description("What would have become of a refused call, found out beside it")
    static final class ObservationEvent extends OccurrenceEvent {}

    @Name("mcpauthfix.Metadata")
    @Label("Metadata")
    @Description("The application asked for protected resource metadata that the server has none of, and got some")
    static final class MetadataEvent extends OccurrenceEvent {}

    @Name("mcpauthfix.Registration")
    @Label("Registration")
    @Description("A client identifier is at hand: configured, stored, or newly registered")
    static final class RegistrationEvent extends OccurrenceEvent {}

    @Name("mcpauthfix.Token")
    @Label("Token")
    @Description("A token was wanted from an authorization server")
    static final class TokenEvent extends OccurrenceEvent {}

    @Name("mcpauthfix.Retry")
    @Label("Retry")
    @Description("A call of the application was sent again with a token")
    static final class RetryEvent extends OccurrenceEvent {}

    @Name("mcpauthfix.Fault")
    @Label("Fault")
    @Description("A fault of mcp-auth-fix; the application's call stayed as it was")
    static final class FaultEvent extends OccurrenceEvent {}
}
