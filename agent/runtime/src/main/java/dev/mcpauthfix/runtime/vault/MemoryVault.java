package dev.mcpauthfix.runtime.vault;

import dev.mcpauthfix.engine.port.TokenVault;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A vault that ends with the JVM. */
public final class MemoryVault implements TokenVault {

    private final Map<String, String> documents = new ConcurrentHashMap<>();

    /** Makes an empty vault. */
    public MemoryVault() {}

    @Override
    public Optional<String> read(String key) {
        return Optional.ofNullable(documents.get(key));
    }

    @Override
    public void write(String key, String document) {
        documents.put(key, document);
    }

    @Override
    public void remove(String key) {
        documents.remove(key);
    }
}
