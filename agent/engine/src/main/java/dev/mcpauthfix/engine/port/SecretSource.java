package dev.mcpauthfix.engine.port;

import dev.mcpauthfix.engine.Secret;

/** Where a secret is kept that others replace from time to time: a projected file, for example. */
@FunctionalInterface
public interface SecretSource {

    /** Reads the secret as it is now. It may block, and it never throws. */
    Result read();

    /** What came of reading. */
    sealed interface Result {}

    /** The secret, not empty, without the line break that ends a file. */
    record Found(Secret value) implements Result {}

    /** No secret; the reason is one line that says what was expected and what to do, and quotes nothing of the source. */
    record Unavailable(String reason) implements Result {}
}
