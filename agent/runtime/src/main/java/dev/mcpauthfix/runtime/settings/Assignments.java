package dev.mcpauthfix.runtime.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings in one line, {@code key=value} separated by commas or semicolons, a value's own ones as {@code %XX}. */
public final class Assignments {

    private static final String EXPECTED = "expected key=value, such as mode=observe";

    private Assignments() {}

    /**
     * Reads a line into what was assigned before; an empty value takes an earlier one back.
     *
     * @return what is malformed, in which case nothing is read that can be relied on; null for nothing. It quotes no value, which may be
     *     a secret
     */
    public static @Nullable String read(String line, Map<String, String> into) {
        List<String> parts = Text.split(line, ",;");
        String malformed = parts.isEmpty() ? EXPECTED : null;
        for (int i = 0; i < parts.size(); i++) {
            String mistake = readOne(parts.get(i), into);
            if (mistake != null) {
                // What stands behind a comma may be the rest of a value.
                boolean isValue = i > 0 && parts.get(i).indexOf('=') < 0;
                malformed = (isValue ? "part " + (i + 1) : Text.quote(key(parts.get(i)))) + ": " + mistake;
            }
        }
        return malformed;
    }

    private static @Nullable String readOne(String part, Map<String, String> into) {
        String key = key(part);
        int equals = part.indexOf('=');
        if (equals < 0 || key.isEmpty()) {
            return EXPECTED;
        }
        String value = Text.percentDecode(part.substring(equals + 1));
        if (value == null) {
            return "its value has a malformed %XX";
        }
        if (!value.isBlank()) {
            into.put(key, value.trim());
            return null;
        }
        into.remove(key);
        Setting nearest = NearestKey.to(key);
        return Setting.named(key) != null
                ? null
                : "no such setting" + (nearest == null ? "" : "; did you mean " + nearest.key() + "?");
    }

    private static String key(String part) {
        int equals = part.indexOf('=');
        return (equals < 0 ? part : part.substring(0, equals)).trim();
    }

    /** A line that {@link #read} reads. */
    public static String write(Map<String, String> assigned) {
        StringBuilder line = new StringBuilder();
        assigned.forEach((key, value) -> line.append(line.length() == 0 ? "" : ",")
                .append(key)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
        return line.toString();
    }
}
