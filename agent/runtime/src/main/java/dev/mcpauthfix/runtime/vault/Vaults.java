package dev.mcpauthfix.runtime.vault;

import dev.mcpauthfix.engine.port.TokenVault;
import dev.mcpauthfix.runtime.settings.VaultSettings;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Opens the vault that the settings choose. */
public final class Vaults {

    private Vaults() {}

    /**
     * Opens it; nothing is read but the key.
     *
     * @param home the agent's folder
     * @param warnings takes one line for each thing that is wrong with it
     */
    public static TokenVault open(VaultSettings settings, Path home, Consumer<String> warnings) {
        if (settings.inMemory()) {
            return new MemoryVault();
        }
        VaultKey key = null;
        if (settings.key() != null) {
            VaultKey.Reading reading = VaultKey.read(settings.key());
            if (reading.fault() != null) {
                warnings.accept(
                        "the token vault is left as it is, and logins are kept in memory only: " + reading.fault());
                return new MemoryVault();
            }
            key = reading.key();
        }
        if (settings.redis() != null) {
            TokenVault shared = new SealedVault(new RedisVault(settings.redis(), warnings), key, key == null, warnings);
            // Machines have different users of different names behind one server.
            return new PrincipalVault(shared, settings.principal() == null ? settings.user() : settings.principal());
        }
        TokenVault sealed = new SealedVault(new FileVault(home, warnings), key, true, warnings);
        // The folder of files is its user's own already, and what was kept there before there were principals is found.
        return settings.principal() == null ? sealed : new PrincipalVault(sealed, settings.principal());
    }
}
