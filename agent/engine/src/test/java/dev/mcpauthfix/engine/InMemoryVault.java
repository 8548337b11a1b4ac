package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.port.TokenVault;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A vault that several engines can share, as JVMs share a file. */
public final class InMemoryVault implements TokenVault {

    private final Map<String, String> documents = new ConcurrentHashMap<>();

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

    /** All documents by key. */
    public Map<String, String> documents() {
        return Map.copyOf(documents);
    }
}
