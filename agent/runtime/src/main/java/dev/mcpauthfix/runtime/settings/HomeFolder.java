package dev.mcpauthfix.runtime.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The user's own configuration folder, by the customs of the platform. */
final class HomeFolder {

    private static final String NAME = "mcp-auth-fix";

    private HomeFolder() {}

    static Path of(Surroundings surroundings) {
        Path user = user(surroundings);
        String system = surroundings.operatingSystem();
        if (system.startsWith("Mac")) {
            return user.resolve("Library").resolve("Application Support").resolve(NAME);
        }
        if (system.startsWith("Windows")) {
            Path roaming = absolute(surroundings.environment().get("APPDATA"));
            return (roaming != null ? roaming : user.resolve("AppData").resolve("Roaming")).resolve(NAME);
        }
        Path configuration = absolute(surroundings.environment().get("XDG_CONFIG_HOME"));
        return (configuration != null ? configuration : user.resolve(".config")).resolve(NAME);
    }

    /** The path, with a leading {@code ~} as the user's folder: no shell expands it inside an agent argument. */
    static Path expand(String path, Surroundings surroundings) {
        return path.startsWith("~/") ? user(surroundings).resolve(path.substring(2)) : Path.of(path);
    }

    private static Path user(Surroundings surroundings) {
        return Path.of(surroundings.properties().getOrDefault("user.home", ""));
    }

    /** The XDG specification ignores a relative folder, and so do we. */
    private static @Nullable Path absolute(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        return value.startsWith("/") || value.indexOf(':') == 1 ? Path.of(value) : null;
    }
}
