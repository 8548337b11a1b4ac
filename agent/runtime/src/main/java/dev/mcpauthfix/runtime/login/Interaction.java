package dev.mcpauthfix.runtime.login;

import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how a person can be asked in this JVM.
 *
 * @param way how
 * @param reason why not, null where a person can be asked
 */
record Interaction(Way way, @Nullable String reason) {

    enum Way {
        BROWSER,
        PRINT,
        NOBODY
    }

    private static final String ALONE =
            "this JVM has neither a desktop nor a terminal; set interaction to print or browser, or grant to client_credentials";

    /** Decides; a terminal is looked for only where it matters, since a look at it may set it up. */
    static Interaction decide(
            Settings.Interaction wanted,
            @Nullable String browserCommand,
            Surroundings surroundings,
            BooleanSupplier terminal) {
        return switch (wanted) {
            case NONE -> new Interaction(Way.NOBODY, "the setting interaction is none");
            case PRINT -> new Interaction(Way.PRINT, null);
            case BROWSER -> new Interaction(Way.BROWSER, null);
            case AUTO -> {
                if (browserCommand != null || hasDesktop(surroundings)) {
                    yield new Interaction(Way.BROWSER, null);
                }
                yield terminal.getAsBoolean() ? new Interaction(Way.PRINT, null) : new Interaction(Way.NOBODY, ALONE);
            }
        };
    }

    private static boolean hasDesktop(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        String system = surroundings.operatingSystem();
        if (system.startsWith("Mac") || system.startsWith("Windows")) {
            return !isSet(environment.get("SSH_CONNECTION"));
        }
        return isSet(environment.get("DISPLAY")) || isSet(environment.get("WAYLAND_DISPLAY"));
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
