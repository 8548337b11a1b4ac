package dev.mcpauthfix.engine.port;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps small named documents across restarts: client registrations and tokens (rule R17).
 *
 * <p>A vault that cannot read or write behaves as an empty one and says so once; it never throws.
 */
public interface TokenVault {

    /**
     * Reads a document.
     *
     * @param key a stable identifier made by the engine; any characters
     */
    Optional<String> read(String key);

    /**
     * Whether a document is known not to be there. False where it is there, and where the vault cannot tell: one that cannot be
     * read says nothing about what it holds.
     */
    boolean lacks(String key);

    /** The keys that begin so and have a document, in no order. */
    Set<String> keys(String prefix);

    /** Replaces a document atomically. */
    void write(String key, String document);

    /**
     * Runs an action while nobody else runs one for the same key, in this process or in another that shares the vault: a refresh
     * token that rotates must not be used twice (failure F1, attack S15). A process that dies lets go of it.
     *
     * @param key a stable identifier made by the engine; any characters
     * @return what the action answered; empty where somebody else kept the key for too long, and then the action did not run
     */
    <T> Optional<T> exclusively(String key, Supplier<T> action);

    /** Removes a document; an absent one is no error. */
    void remove(String key);
}
