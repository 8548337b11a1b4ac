package dev.mcpauthfix.runtime.vault;

import dev.mcpauthfix.engine.port.TokenVault;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A vault of files that only their user can read, one for each key, replaced atomically under a lock that other JVMs respect
 * (rule R17, attack S14).
 */
public final class FileVault implements TokenVault {

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
    public void write(String key, String document) {
        try {
            folder.replace(VaultFile.name(key), VaultFile.text(key, document));
        } catch (IOException | RuntimeException unwritable) {
            warn("write", unwritable);
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
