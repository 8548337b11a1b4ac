package dev.mcpauthfix.runtime.settings;

import dev.mcpauthfix.engine.port.SecretSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens are kept, and how.
 *
 * @param inMemory whether they end with the JVM
 * @param redis the Redis server that keeps them, null for files or memory
 * @param key what they are encrypted with, null for plain text
 * @param principal whose tokens these are, null for the user of this process
 * @param user the user of this process
 */
public record VaultSettings(
        boolean inMemory,
        @Nullable RedisServer redis,
        @Nullable SecretSource key,
        @Nullable String principal,
        String user) {

    /** Memory only. */
    public static final VaultSettings MEMORY = new VaultSettings(true, null, null, null, "");

    /** The place, as a message names it. */
    public String place(Path home) {
        return redis != null ? redis.toString() : inMemory ? "memory" : home.toString();
    }
}
