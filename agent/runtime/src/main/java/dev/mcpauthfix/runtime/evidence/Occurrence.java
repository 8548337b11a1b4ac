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
        boolean hint) {

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

    /** The kinds, each with the decisions that there are. */
    public enum Kind {
        /** A call of the application was refused: {@code retry}, {@code pass-through}, {@code observe}. */
        CHALLENGE,
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
        /** The agent itself: {@code started}, {@code changed}, {@code stopped}. */
        AGENT;

        /** As it is spelt outside. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
