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
        List<String> libraries = status.strings("libraries");
        text.append("\n    patched: ")
                .append(libraries == null || libraries.isEmpty() ? "nothing yet" : String.join(", ", libraries));
        Long faults = status.number("faults");
        text.append("\n    faults of its own: ").append(faults == null ? 0 : faults);
        if (status.members().get("servers") instanceof List<?> servers) {
            for (Object server : servers) {
                if (server instanceof Map<?, ?> members) {
                    append(text, members);
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Map<?, ?> server) {
        text.append("\n    ").append(server.get("url"));
        text.append("\n        healed ").append(number(server.get("healed")));
        text.append(", given back ").append(number(server.get("passed_through")));
        text.append(", observed ").append(number(server.get("observed")));
        text.append(", tokens obtained ").append(number(server.get("authorized")));
        if (server.get("rung") != null) {
            text.append(", found by ").append(server.get("rung"));
        }
        if (server.get("latest") instanceof String latest && !latest.isEmpty()) {
            text.append("\n        latest: ").append(latest);
        }
    }

    private static Object number(@Nullable Object member) {
        return member == null ? 0 : member;
    }
}
