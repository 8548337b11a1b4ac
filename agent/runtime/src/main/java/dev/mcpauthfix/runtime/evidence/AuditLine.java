package dev.mcpauthfix.runtime.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/** The form of one line: a JSON object (RFC 8259), the names in the order of docs/evidence.md, a line feed. */
final class AuditLine {

    /** Goes up when a field changes its meaning or leaves; new fields may come without. */
    private static final int SCHEMA = 1;

    /** Tilde, the last one that a terminal shows as it is: a server's text cannot act on the terminal of whoever reads the file. */
    private static final int LAST_PLAIN_CHARACTER = 0x7e;

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** Its buffers are not kept: they would stay with a thread of the application that closes the log. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private final Identity identity;

    AuditLine(Identity identity) {
        this.identity = identity;
    }

    byte[] of(AuditEntry entry) throws IOException {
        // Not a stream: the generator for those leaves the delete character as it is.
        StringWriter line = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.setHighestNonEscapedChar(LAST_PLAIN_CHARACTER);
            json.writeStartObject();
            writeHead(json, entry);
            if (entry.dropped() > 0) {
                json.writeNumberField("count", entry.dropped());
            } else {
                writeOccurrence(json, entry.occurrence());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return line.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void writeHead(JsonGenerator json, AuditEntry entry) throws IOException {
        Occurrence occurrence = entry.occurrence();
        json.writeNumberField("schema", SCHEMA);
        json.writeStringField("time", TIME.format(occurrence.time()));
        json.writeStringField(
                "event", entry.dropped() > 0 ? "dropped" : occurrence.kind().toString());
        json.writeStringField("jvm", identity.jvm());
        json.writeNumberField("pid", identity.pid());
        json.writeStringField("agent", identity.version());
        json.writeStringField("agent_digest", identity.digest().get());
        json.writeStringField("settings", entry.settings());
    }

    private static void writeOccurrence(JsonGenerator json, Occurrence occurrence) throws IOException {
        writeText(json, "server", occurrence.server());
        writeText(json, "rung", occurrence.rung());
        json.writeStringField("decision", occurrence.decision());
        writeText(json, "reason", occurrence.reason());
        writeText(json, "failure", occurrence.failure());
        writeText(json, "missing", occurrence.missing());
        writeStatus(json, "status_before", occurrence.statusBefore());
        writeStatus(json, "status_after", occurrence.statusAfter());
        if (occurrence.kind() == Occurrence.Kind.CHALLENGE) {
            json.writeBooleanField("hint", occurrence.hint());
        }
        writeExposure(json, occurrence.exposure());
        if (occurrence.kind() == Occurrence.Kind.AGENT || occurrence.kind() == Occurrence.Kind.EXPERIMENT) {
            // It sends nothing and takes no time that matters to anybody.
            return;
        }
        json.writeNumberField("requests", occurrence.requests());
        json.writeNumberField(
                occurrence.kind() == Occurrence.Kind.CHALLENGE ? "added_ms" : "took_ms",
                occurrence.took().toMillis());
    }

    private static void writeExposure(JsonGenerator json, Occurrence.@Nullable Exposure exposure) throws IOException {
        if (exposure != null) {
            json.writeStringField("flag_key", exposure.flagKey());
            json.writeStringField("unit", exposure.unit());
            json.writeStringField("variant", exposure.variant());
            json.writeStringField("evaluation", exposure.evaluation());
            json.writeNumberField("share_bp", exposure.share());
        }
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null && !text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private static void writeStatus(JsonGenerator json, String name, int status) throws IOException {
        if (status != 0) {
            json.writeNumberField(name, status);
        }
    }
}
