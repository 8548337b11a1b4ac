package dev.mcpauthfix.runtime.vault;

import dev.mcpauthfix.engine.port.TokenVault;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A vault whose documents are encrypted. Without a key it still knows an encrypted document, and with the wrong key it leaves it as
 * it is: from the first such document on nothing is written or removed, and logins live in memory only.
 */
final class SealedVault implements TokenVault {

    /** What an encrypted document begins with, before the version of its form; any other is JSON. */
    private static final String SEALED = "sealed ";

    private static final String VERSION = "1 ";

    private final TokenVault vault;
    private final @Nullable VaultKey key;
    private final boolean acceptsPlain;
    private final Consumer<String> warnings;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param key null to encrypt nothing
     * @param acceptsPlain whether documents of the time before the key are read; their next writing encrypts them
     * @param warnings takes the one warning of documents that cannot be decrypted
     */
    SealedVault(TokenVault vault, @Nullable VaultKey key, boolean acceptsPlain, Consumer<String> warnings) {
        this.vault = vault;
        this.key = key;
        this.acceptsPlain = acceptsPlain;
        this.warnings = warnings;
    }

    @Override
    public Optional<String> read(String name) {
        return vault.read(name).flatMap(text -> Optional.ofNullable(open(name, text)));
    }

    private @Nullable String open(String name, String text) {
        if (!text.startsWith(SEALED)) {
            if (key == null || acceptsPlain) {
                return text;
            }
            close(
                    "is not encrypted, and vault.key is set: this vault takes over no plain text, which anybody could have"
                            + " written; remove it there");
            return null;
        }
        if (!text.startsWith(VERSION, SEALED.length())) {
            close("was encrypted by a newer version of this agent; use that version");
            return null;
        }
        if (key == null) {
            close("is encrypted, and vault.key is not set; set the key that it was encrypted with");
            return null;
        }
        String document = key.decrypt(name, text.substring(SEALED.length() + VERSION.length()));
        if (document == null) {
            close("cannot be decrypted with this vault.key; set the key that it was encrypted with, or move the vault"
                    + " away to begin a new one");
        }
        return document;
    }

    private void close(String why) {
        if (closed.compareAndSet(false, true)) {
            warnings.accept(
                    "the token vault is left as it is, and logins are kept in memory only: a document in it " + why);
        }
    }

    /** Whether a document may be replaced or removed: one that cannot be opened is somebody's login. */
    private boolean mayTouch(String name) {
        Optional<String> there = closed.get() ? Optional.empty() : vault.read(name);
        return !closed.get() && (there.isEmpty() || open(name, there.get()) != null);
    }

    @Override
    public boolean lacks(String name) {
        return vault.lacks(name);
    }

    @Override
    public Set<String> keys(String prefix) {
        return vault.keys(prefix);
    }

    @Override
    public void write(String name, String document) {
        if (mayTouch(name)) {
            vault.write(name, key == null ? document : SEALED + VERSION + key.encrypt(name, document));
        }
    }

    @Override
    public <T> Optional<T> exclusively(String name, Supplier<T> action) {
        return vault.exclusively(name, action);
    }

    @Override
    public void remove(String name) {
        if (mayTouch(name)) {
            vault.remove(name);
        }
    }
}
