package dev.mcpauthfix.runtime.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps the agent within bounds.
 *
 * @param servers the only MCP servers that it touches, null for all
 * @param denied MCP servers that it never touches, null for none
 * @param killFile while there is such a file it is off, null for none
 * @param expires from when on it only observes, null for never
 * @param requestsPerHour how many requests of its own it sends for one MCP server in an hour
 * @param longestWait how long one call of the application may wait for it, null for as long as a login takes
 * @param experimentWait how long one in twenty lenient calls may wait before an experiment is stopped
 */
public record GuardSettings(
        @Nullable ServerList servers,
        @Nullable ServerList denied,
        @Nullable Path killFile,
        @Nullable Instant expires,
        int requestsPerHour,
        @Nullable Duration longestWait,
        Duration experimentWait) {

    /** No bounds but those that always hold. */
    public static final GuardSettings NONE =
            new GuardSettings(null, null, null, null, Integer.MAX_VALUE, null, Duration.ofMinutes(1));
}
