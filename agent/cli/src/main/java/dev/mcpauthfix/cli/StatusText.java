package dev.mcpauthfix.cli;

import dev.mcpauthfix.engine.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An agent's status in words. */
final class StatusText {

    private StatusText() {}

    /** Several lines; the JSON itself where it is not as expected, from a newer agent say. */
    static String of(String json) {
        JsonObject status = JsonObject.parse(json).orElse(null);
        if (status == null) {
            return json;
        }
        StringBuilder text = new StringBuilder("version " + status.string("version") + ", "
                + (status.string("mode") == null
                        ? "does nothing: its settings are wrong"
                        : "mode=" + status.string("mode")));
        note(text, "which is", status.string("choice"));
        note(text, "held back", status.string("restraint"));
        note(text, "not taken", status.string("mistake"));
        note(text, "settings", status.string("settings"));
        note(text, "settings file", status.string("file"));
        note(text, "audit log", status.string("audit"));
        note(text, "experiment", status.string("experiment"));
        List<String> libraries = status.strings("libraries");
        note(text, "patched", libraries == null || libraries.isEmpty() ? "nothing yet" : String.join(", ", libraries));
        note(text, "faults of its own", String.valueOf(number(status.number("faults"))));
        List<String> leftAlone = status.strings("left_alone");
        note(
                text,
                "left alone as servers= and servers.deny= want it",
                leftAlone == null ? null : String.join(", ", leftAlone));
        if (status.members().get("servers") instanceof List<?> servers) {
            for (Object server : servers) {
                if (server instanceof Map<?, ?> members) {
                    append(text, members);
                }
            }
        }
        return text.toString();
    }

    private static void note(StringBuilder text, String what, @Nullable String value) {
        if (value != null) {
            text.append("\n    ").append(what).append(": ").append(value);
        }
    }

    private static void append(StringBuilder text, Map<?, ?> server) {
        text.append("\n    ").append(server.get("url"));
        text.append("\n        healed ").append(number(server.get("healed")));
        text.append(", given back ").append(number(server.get("given_back")));
        text.append(", observed ").append(number(server.get("observed")));
        text.append(number(server.get("repaired")).equals(0L) ? "" : ", repaired " + number(server.get("repaired")));
        text.append(", tokens obtained ").append(number(server.get("tokens")));
        text.append(", requests of its own ").append(number(server.get("requests")));
        if (server.get("rung") != null) {
            text.append(", found by ").append(server.get("rung"));
        }
        if (server.get("variant") != null) {
            text.append(", ").append(server.get("variant")).append(" in the experiment");
        }
        text.append("\n        ").append(times(server));
        if (server.get("verdict") instanceof String verdict) {
            text.append("\n        observed: ").append(verdict);
        }
        if (server.get("latest") instanceof String latest && !latest.isEmpty()) {
            text.append("\n        latest: ").append(latest);
        }
        if (server.get("retire_ready") instanceof String why) {
            text.append("\n        retire-ready: ").append(why);
        }
    }

    /** Before and after: what a person wants to see first. */
    private static String times(Map<?, ?> server) {
        Object refused = server.get("first_refused");
        Object healed = server.get("first_healed");
        return (refused == null ? "never refused" : "first refused " + refused)
                + (healed == null ? ", never healed" : ", first healed " + healed);
    }

    private static Object number(@Nullable Object member) {
        return member == null ? 0L : member;
    }
}
