package dev.mcpauthfix.engine.port;

import java.util.Optional;

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

    /** Replaces a document atomically. */
    void write(String key, String document);

    /** Removes a document; an absent one is no error. */
    void remove(String key);
}
