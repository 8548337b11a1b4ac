package dev.mcpauthfix.runtime.probe;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes with an order to look at a server: {@code key=value}, separated by commas, each value percent-encoded. */
public final class ProbeArguments {

    /** The key of the time that the whole look may take, in seconds. */
    public static final String TIMEOUT = "timeout";

    private static final int DEFAULT_SECONDS = 20;

    /** How long a look from within a JVM may take, in seconds: nobody else can attach for as long. */
    public static final int MOST_SECONDS = 120;

    private final Map<String, List<String>> values;

    private ProbeArguments(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Reads them; what is none is left out. A key may come more than once. */
    public static ProbeArguments parse(String line) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String part : line.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(part.substring(0, equals).strip(), key -> new ArrayList<>())
                        .add(decoded(part.substring(equals + 1)));
            }
        }
        return new ProbeArguments(values);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return value;
        }
    }

    /**
     * One of them as an order has it.
     *
     * @param argument {@code key=value}, the value as it is
     */
    public static String spell(String argument) {
        int equals = argument.indexOf('=');
        return argument.substring(0, equals + 1)
                + URLEncoder.encode(argument.substring(equals + 1), StandardCharsets.UTF_8)
                        .replace("+", "%20");
    }

    /** Their keys, in order. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** The last value of a key, null where there is none. */
    public @Nullable String of(String key) {
        List<String> all = all(key);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** All values of a key, in order. */
    public List<String> all(String key) {
        return List.copyOf(values.getOrDefault(key, List.of()));
    }

    /** How long the whole look may take: at most two minutes, and twenty seconds where nobody says. */
    public Duration limit() {
        String seconds = of(TIMEOUT);
        try {
            int said = seconds == null ? DEFAULT_SECONDS : Integer.parseInt(seconds);
            return Duration.ofSeconds(Math.max(1, Math.min(said, MOST_SECONDS)));
        } catch (NumberFormatException malformed) {
            return Duration.ofSeconds(DEFAULT_SECONDS);
        }
    }
}
