package dev.mcpauthfix.cli.report.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One line of an audit log, field by field (docs/evidence.md). One object takes in all lines, one after the other: millions of them would be the larger
 * part of the work. Texts are null where the line has none, numbers 0, the share -1.
 */
final class AuditEntry {

    /** The year 10000: a later time is nobody's. */
    static final long LATEST = 253_402_300_800_000L;

    long schema;

    /** Milliseconds since 1970; negative where the line has no time. */
    long time;

    @Nullable
    String event;

    @Nullable
    String jvm;

    @Nullable
    String agent;

    @Nullable
    String settings;

    @Nullable
    String server;

    @Nullable
    String rung;

    @Nullable
    String decision;

    @Nullable
    String reason;

    @Nullable
    String failure;

    @Nullable
    String missing;

    @Nullable
    String flagKey;

    @Nullable
    String variant;

    @Nullable
    String evaluation;

    @Nullable
    String unit;

    boolean hint;
    long statusAfter;
    long requests;
    long addedMillis;
    long count;
    long shareBasisPoints;

    void clear() {
        schema = 0;
        time = -1;
        event = null;
        jvm = null;
        agent = null;
        settings = null;
        server = null;
        rung = null;
        decision = null;
        reason = null;
        failure = null;
        missing = null;
        flagKey = null;
        variant = null;
        evaluation = null;
        unit = null;
        hint = false;
        statusAfter = 0;
        requests = 0;
        addedMillis = 0;
        count = 0;
        shareBasisPoints = -1;
    }

    /** Whether this is a line of ours, of the schema that is known here. */
    boolean isOurs() {
        return schema == 1 && time >= 0 && time < LATEST && event != null && jvm != null;
    }

    boolean is(String wantedEvent, String wantedDecision) {
        return wantedEvent.equals(event) && wantedDecision.equals(decision);
    }

    /** Whether a call was sent again and went well. */
    boolean isHealed() {
        return is("retry", "healed") && statusAfter < 400;
    }
}
