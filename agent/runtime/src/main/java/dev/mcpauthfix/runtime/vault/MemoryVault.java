package dev.mcpauthfix.runtime.vault;

import dev.mcpauthfix.engine.port.TokenVault;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A vault that ends with the JVM. */
public final class MemoryVault implements TokenVault {

    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /** Makes an empty vault. */
    public MemoryVault() {}

    @Override
    public Optional<String> read(String key) {
        return Optional.ofNullable(documents.get(key));
    }

    @Override
    public boolean lacks(String key) {
        return !documents.containsKey(key);
    }

    @Override
    public void write(String key, String document) {
        documents.put(key, document);
    }

    @Override
    public <T> Optional<T> exclusively(String key, Supplier<T> action) {
        synchronized (locks.computeIfAbsent(key, unused -> new Object())) {
            return Optional.of(action.get());
        }
    }

    @Override
    public Set<String> keys(String prefix) {
        Set<String> keys = new HashSet<>();
        for (String key : documents.keySet()) {
            if (key.startsWith(prefix)) {
                keys.add(key);
            }
        }
        return keys;
    }

    @Override
    public void remove(String key) {
        documents.remove(key);
    }
}
