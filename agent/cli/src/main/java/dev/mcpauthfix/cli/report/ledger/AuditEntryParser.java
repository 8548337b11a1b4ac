package dev.mcpauthfix.cli.report.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads one line. Whatever is in it, the answer is one of three. */
final class AuditEntryParser {

    /** What a line is. */
    enum Kind {
        OURS,
        /** JSON of somebody else, or of another schema. */
        FOREIGN,
        /** No JSON, or half of it. */
        TORN
    }

    /** Ours have depth 1. */
    private static final int DEPTH = 16;

    /** No honest number is larger, and a billion lines of these do not overflow a sum. */
    private static final long LARGEST = 1_000_000_000;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // The names in foreign lines are anybody's choice: they shall neither stay in the JVM nor end the reading.
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW, false)
            .build();

    private AuditEntryParser() {}

    /** Reads a line into {@code entry}, whose fields mean something for {@link Kind#OURS} alone. */
    static Kind parse(byte[] bytes, int offset, int length, AuditEntry entry) {
        entry.clear();
        try (JsonParser json = FACTORY.createParser(bytes, offset, length)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    take(name, json, entry);
                }
            } else {
                json.skipChildren();
            }
            if (json.nextToken() != null) {
                return Kind.TORN;
            }
        } catch (IOException malformed) {
            return Kind.TORN;
        }
        return entry.isOurs() ? Kind.OURS : Kind.FOREIGN;
    }

    private static void take(String name, JsonParser json, AuditEntry entry) throws IOException {
        switch (name) {
            case "schema" -> entry.schema = number(json);
            case "time" -> entry.time = time(text(json));
            case "event" -> entry.event = text(json);
            case "jvm" -> entry.jvm = text(json);
            case "agent" -> entry.agent = text(json);
            case "settings" -> entry.settings = text(json);
            case "server" -> entry.server = text(json);
            case "rung" -> entry.rung = text(json);
            case "decision" -> entry.decision = text(json);
            case "reason" -> entry.reason = text(json);
            case "failure" -> entry.failure = text(json);
            case "missing" -> entry.missing = text(json);
            case "hint" -> entry.hint = json.currentToken() == JsonToken.VALUE_TRUE;
            case "status_after" -> entry.statusAfter = number(json);
            case "requests" -> entry.requests = number(json);
            case "added_ms" -> entry.addedMillis = number(json);
            case "count" -> entry.count = number(json);
            default -> takeOfExperiment(name, json, entry);
        }
    }

    private static void takeOfExperiment(String name, JsonParser json, AuditEntry entry) throws IOException {
        switch (name) {
            case "flag_key" -> entry.flagKey = text(json);
            case "variant" -> entry.variant = text(json);
            case "evaluation" -> entry.evaluation = text(json);
            case "unit" -> entry.unit = text(json);
            case "share_bp" -> entry.shareBasisPoints = number(json);
            default -> json.skipChildren();
        }
    }

    /** Null for no text, an empty one, or something else. */
    private static @Nullable String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return null;
        }
        String text = json.getText();
        return text.isEmpty() ? null : text;
    }

    private static long number(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            json.skipChildren();
            return 0;
        }
        // Digits beyond a long would be an error, and this line is not torn.
        return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? LARGEST
                : Math.max(0, Math.min(LARGEST, json.getLongValue()));
    }

    private static long time(@Nullable String text) {
        try {
            return text == null ? -1 : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException none) {
            return -1;
        }
    }
}
