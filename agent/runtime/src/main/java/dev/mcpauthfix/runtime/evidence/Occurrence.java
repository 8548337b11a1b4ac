package dev.mcpauthfix.runtime.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened. It never holds a secret.
 *
 * @param time when it was over
 * @param kind what it was
 * @param server the MCP server's address without query, null where it is about none
 * @param rung the rung of the discovery ladder by which the authorization server was found, null where none was
 * @param decision what was done, one word of {@link Kind}'s
 * @param reason one line for people, a server's text quoted and cut; empty for none
 * @param statusBefore the HTTP status that the application's request was refused with, 0 for none
 * @param statusAfter the HTTP status that the application got in the end, 0 where that is not known yet
 * @param requests how many requests the agent itself sent for it
 * @param took how long it took; for a challenge, how long the application's call waited for the decision
 * @param hint for a challenge, whether it says where the protected resource metadata is (RFC 9728), so that strict clients get on by themselves
 * @param failure the class of what was in the way of a token, empty for nothing
 * @param missing for an observation, what else a token would take, empty for nothing
 * @param exposure the server's part in an experiment, null where there is none
 */
public record Occurrence(
        Instant time,
        Kind kind,
        @Nullable String server,
        @Nullable String rung,
        String decision,
        String reason,
        int statusBefore,
        int statusAfter,
        int requests,
        Duration took,
        boolean hint,
        String failure,
        String missing,
        @Nullable Exposure exposure) {

    /** Something outside an experiment. */
    public Occurrence(
            Instant time,
            Kind kind,
            @Nullable String server,
            @Nullable String rung,
            String decision,
            String reason,
            int statusBefore,
            int statusAfter,
            int requests,
            Duration took,
            boolean hint) {
        this(time, kind, server, rung, decision, reason, statusBefore, statusAfter, requests, took, hint, "", "", null);
    }

    /** Something else than a challenge. */
    public Occurrence(
            Instant time,
            Kind kind,
            @Nullable String server,
            @Nullable String rung,
            String decision,
            String reason,
            int statusBefore,
            int statusAfter,
            int requests,
            Duration took) {
        this(time, kind, server, rung, decision, reason, statusBefore, statusAfter, requests, took, false);
    }

    /** The same with the class of what was in the way of a token, null for nothing. */
    public Occurrence failedBy(@Nullable Object failureClass) {
        return with(failureClass == null ? "" : failureClass.toString(), missing, exposure);
    }

    /** The same with what else a token would take. */
    public Occurrence lacking(String what) {
        return with(failure, what, exposure);
    }

    /** The same with the server's part in an experiment. */
    public Occurrence in(@Nullable Exposure part) {
        return with(failure, missing, part);
    }

    private Occurrence with(String failureClass, String what, @Nullable Exposure part) {
        return new Occurrence(
                time,
                kind,
                server,
                rung,
                decision,
                reason,
                statusBefore,
                statusAfter,
                requests,
                took,
                hint,
                failureClass,
                what,
                part);
    }

    /**
     * A server's part in an experiment. The words are those of OpenFeature.
     *
     * @param flagKey the experiment's name
     * @param unit what is assigned: {@code jvm}, {@code server}, {@code jvm+server}
     * @param variant {@code strict} or {@code lenient}
     * @param evaluation {@code SPLIT} where the experiment said so, {@code TARGETING_MATCH} where the settings did for this server alone,
     *     {@code DISABLED} where the experiment has stopped
     * @param share how many of 10,000 units are lenient at the moment
     */
    public record Exposure(String flagKey, String unit, String variant, String evaluation, int share) {

        /** Whether the experiment decided. */
        public boolean isSplit() {
            return evaluation.equals("SPLIT");
        }
    }

    /** The kinds, each with the decisions that there are. */
    public enum Kind {
        /** A call of the application was refused: {@code retry}, {@code pass-through}, {@code observe}, {@code repair}. */
        CHALLENGE,
        /** What would have become of a refused call: {@code would-heal}, {@code needs-login}, {@code not-oauth}, {@code broken}. */
        OBSERVATION,
        /** The application asked for protected resource metadata that there is none of: {@code answered}. */
        METADATA,
        /** An authorization server was looked for: {@code found}. */
        DISCOVERY,
        /** A client identifier is at hand: {@code registered}. */
        REGISTRATION,
        /** A token was wanted: {@code obtained}, {@code failed}. */
        TOKEN,
        /** A call was sent again with a token: {@code healed}, {@code answered} where the answer is another error. */
        RETRY,
        /** A fault of ours: {@code pass-through}. */
        FAULT,
        /** An experiment: {@code stopped}. */
        EXPERIMENT,
        /** The agent itself: {@code started}, {@code changed}, {@code stopped}. */
        AGENT;

        /** As it is spelt outside. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
