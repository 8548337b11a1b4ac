package dev.mcpauthfix.engine.port;

import dev.mcpauthfix.engine.Secret;

/** Where a secret is kept that others replace from time to time: a projected file, for example. */
@FunctionalInterface
public interface SecretSource {

    /** Reads the secret as it is now. It may block, and it never throws. */
    Result read();

    /** A secret that the settings hold themselves. */
    static SecretSource of(Secret secret) {
        return new Fixed(secret);
    }

    /** Whether reading costs so little that it may be repeated every few seconds to see a change. */
    default boolean isWatchable() {
        return false;
    }

    /** A secret that does not change while the settings hold. */
    record Fixed(Secret secret) implements SecretSource {
        @Override
        public Result read() {
            return new Found(secret);
        }
    }

    /** What came of reading. */
    sealed interface Result {}

    /** The secret, not empty, without the line break that ends a file. */
    record Found(Secret value) implements Result {}

    /** No secret; the reason is one line that says what was expected and what to do, and quotes nothing of the source. */
    record Unavailable(String reason) implements Result {}
}
