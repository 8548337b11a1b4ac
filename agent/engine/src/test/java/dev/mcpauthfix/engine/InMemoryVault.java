package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.port.TokenVault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A vault that several engines can share, as JVMs share a file. */
public final class InMemoryVault implements TokenVault {

    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private Runnable beforeExclusive = () -> {};
    private boolean lockedElsewhere;
    private boolean unreadable;
    private boolean unwritable;

    @Override
    public Optional<String> read(String key) {
        return unreadable ? Optional.empty() : Optional.ofNullable(documents.get(key));
    }

    @Override
    public boolean lacks(String key) {
        return !unreadable && !documents.containsKey(key);
    }

    @Override
    public void write(String key, String document) {
        if (!unwritable) {
            documents.put(key, document);
        }
    }

    /** Has the vault fail from now on, as a folder whose permissions somebody changed. */
    public void fail() {
        unreadable = true;
        unwritable = true;
    }

    /** Has the vault keep nothing more, as a file system that is full or read-only. */
    public void keepNothing() {
        unwritable = true;
    }

    @Override
    public <R> Optional<R> exclusively(String key, Supplier<R> action) {
        if (lockedElsewhere) {
            return Optional.empty();
        }
        synchronized (documents) {
            beforeExclusive.run();
            return Optional.of(action.get());
        }
    }

    /** What somebody else does with the vault just before we have it to ourselves. */
    public void beforeExclusive(Runnable action) {
        beforeExclusive = action;
    }

    /** Has another process keep the vault's locks. */
    public void lockElsewhere() {
        lockedElsewhere = true;
    }

    @Override
    public Set<String> keys(String prefix) {
        return documents.keySet().stream().filter(key -> key.startsWith(prefix)).collect(Collectors.toSet());
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
