package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.port.EventSink;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What would have become of a refused call, found out by discovery beside it.
 *
 * @param verdict what in short
 * @param rung the rung that found the authorization server, null where none did
 * @param missing what else a token would take: {@code consent}, {@code client id}, both separated by a comma, or empty for nothing
 * @param reason one line for people
 * @param requests how many requests it took to find out
 * @param took how long that took
 * @param failure the class of what was in the way, null for nothing
 */
public record Observation(
        Verdict verdict,
        @Nullable Rung rung,
        String missing,
        String reason,
        int requests,
        Duration took,
        EventSink.@Nullable Failure failure) {

    /** One with nothing in the way but what is missing. */
    public Observation(
            Verdict verdict, @Nullable Rung rung, String missing, String reason, int requests, Duration took) {
        this(verdict, rung, missing, reason, requests, took, null);
    }

    /** What would have become of it. */
    public enum Verdict {
        /** A token would have been obtained without anybody. */
        WOULD_HEAL,
        /** There is an authorization server, and somebody has something to do before there is a token. */
        NEEDS_LOGIN,
        /** No token of an authorization server would help. */
        NOT_OAUTH,
        /** There should be an authorization server, and there is something wrong with it. */
        BROKEN;

        /** As it is spelt outside. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
