package dev.mcpauthfix.cli.report;

import dev.mcpauthfix.cli.report.ledger.AuditReader;
import dev.mcpauthfix.engine.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Audit lines for tests; times are seconds after midnight of some day. */
public final class AuditText {

    public static final String SERVER = "https://mcp.test/mcp";
    public static final String EXPERIMENT = "discovery";

    private static final Instant MIDNIGHT = Instant.parse("2027-01-01T00:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private String unit = "jvm+server";
    private long share = 5000;

    /** What the lines of experiments that follow assign. */
    public AuditText unit(String assigned) {
        unit = assigned;
        return this;
    }

    /** Lenient's share from here on, in basis points. */
    public AuditText share(long basisPoints) {
        share = basisPoints;
        return this;
    }

    /** A line with these members beside the usual ones; later ones replace earlier ones of the same name. */
    public AuditText line(double seconds, String event, String jvm, @Nullable String server, Object... members) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("schema", 1L);
        line.put("time", MIDNIGHT.plusMillis(Math.round(seconds * 1000)).toString());
        line.put("event", event);
        line.put("jvm", jvm);
        line.put("agent", "0.1.0");
        line.put("settings", "5be0c7a1d2f3");
        if (server != null) {
            line.put("server", server);
        }
        for (int i = 0; i < members.length; i += 2) {
            line.put(String.valueOf(members[i]), members[i + 1]);
        }
        return raw(JsonObject.of(line).toJson());
    }

    /** A unit is exposed, and nothing else. */
    public AuditText exposed(double seconds, String variant, String jvm, String server) {
        return line(
                seconds, "challenge", jvm, server, inExperiment(variant, "decision", "pass-through", "added_ms", 0L));
    }

    /** A call is healed. */
    public AuditText healed(double seconds, String variant, String jvm, String server) {
        return line(
                seconds,
                "retry",
                jvm,
                server,
                inExperiment(variant, "decision", "healed", "status_after", 200L, "rung", "server-metadata-origin"));
    }

    private Object[] inExperiment(String variant, Object... members) {
        List<Object> all = new ArrayList<>(List.of(members));
        all.addAll(List.of(
                "flag_key", EXPERIMENT, "variant", variant, "evaluation", "SPLIT", "share_bp", share, "unit", unit));
        return all.toArray();
    }

    /** So many units of a variant, each a JVM of its own, of which so many connect after a second. */
    public AuditText arm(String variant, int units, int connected) {
        for (int i = 0; i < units; i++) {
            exposed(i, variant, variant + i, SERVER);
            if (i < connected) {
                healed(i + 1, variant, variant + i, SERVER);
            }
        }
        return this;
    }

    /** A line as it is. */
    public AuditText raw(String line) {
        lines.add(line);
        return this;
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    /** What a report finds in them. */
    public Findings findings() {
        return findings(lines);
    }

    /** What a report finds in these lines. */
    public static Findings findings(List<String> lines) {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return new AuditReader(new ByteArrayInputStream(bytes), read -> {}).read(List.of("-"));
    }
}
