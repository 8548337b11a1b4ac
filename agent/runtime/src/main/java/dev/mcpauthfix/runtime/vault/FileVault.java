package dev.mcpauthfix.runtime.vault;

import dev.mcpauthfix.engine.port.TokenVault;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A vault of files that only their user can read, one for each key, replaced atomically under a lock that other JVMs respect
 * (rule R17, attack S14).
 */
public final class FileVault implements TokenVault {

    /** Longer than two token requests may take (see FetchLimits), so that a slow server does not look like a stuck process. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrivateFolder folder;
    private final Consumer<String> warnings;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Makes a vault; nothing is touched before the first read or write.
     *
     * @param home the agent's folder; the files are in {@code vault} below it
     * @param warnings takes the one warning of a vault that cannot be used
     */
    public FileVault(Path home, Consumer<String> warnings) {
        this.folder = new PrivateFolder(home.resolve("vault"));
        this.warnings = warnings;
    }

    @Override
    public Optional<String> read(String key) {
        try {
            return Optional.of(VaultFile.document(key, folder.read(VaultFile.name(key))));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            warn("read", unreadable);
            return Optional.empty();
        }
    }

    @Override
    public boolean lacks(String key) {
        try {
            folder.read(VaultFile.name(key));
            return false;
        } catch (NoSuchFileException absent) {
            return true;
        } catch (IOException | RuntimeException unreadable) {
            warn("read", unreadable);
            return false;
        }
    }

    @Override
    public void write(String key, String document) {
        try {
            folder.replace(VaultFile.name(key), VaultFile.text(key, document));
        } catch (IOException | RuntimeException unwritable) {
            warn("write", unwritable);
        }
    }

    @Override
    public Set<String> keys(String prefix) {
        Set<String> keys = new HashSet<>();
        try {
            for (String name : folder.names()) {
                String key = VaultFile.key(name, folder.read(name));
                if (key != null && key.startsWith(prefix)) {
                    keys.add(key);
                }
            }
        } catch (NoSuchFileException absent) {
            return keys;
        } catch (IOException | RuntimeException unreadable) {
            warn("list", unreadable);
        }
        return keys;
    }

    @Override
    public <T> Optional<T> exclusively(String key, Supplier<T> action) {
        VaultLock lock;
        try {
            lock = folder.lock(VaultFile.name(key) + ".lock", PATIENCE);
        } catch (VaultLock.HeldElsewhere held) {
            return Optional.empty();
        } catch (IOException | RuntimeException unusable) {
            // A vault that cannot even be locked holds nothing that another process could share.
            warn("lock", unusable);
            return Optional.of(action.get());
        }
        try {
            return Optional.of(action.get());
        } finally {
            release(lock);
        }
    }

    private void release(VaultLock lock) {
        try {
            lock.close();
        } catch (IOException failed) {
            warn("unlock", failed);
        }
    }

    @Override
    public void remove(String key) {
        try {
            folder.remove(VaultFile.name(key));
        } catch (IOException | RuntimeException unwritable) {
            warn("remove", unwritable);
        }
    }

    private void warn(String what, Exception failure) {
        if (warned.compareAndSet(false, true)) {
            warnings.accept("the token vault " + folder.path() + " could not " + what + " a document ("
                    + failure.getClass().getSimpleName() + ": " + failure.getMessage()
                    + "), so a login may be needed again; make the folder readable and writable for its user only,"
                    + " or set vault=memory");
        }
    }
}
