package dev.mcpauthfix.runtime.vault;

import dev.mcpauthfix.engine.port.TokenVault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The documents of one principal in a vault that several share: all its keys begin with the principal (rule R17, attack S9). */
final class PrincipalVault implements TokenVault {

    private final TokenVault vault;
    private final String prefix;

    /**
     * @param principal a name of any characters
     */
    PrincipalVault(TokenVault vault, String principal) {
        this.vault = vault;
        // Encoded, so that no name reaches into another's keys.
        this.prefix = "principal " + URLEncoder.encode(principal, StandardCharsets.UTF_8) + " ";
    }

    @Override
    public Optional<String> read(String key) {
        return vault.read(prefix + key);
    }

    @Override
    public boolean lacks(String key) {
        return vault.lacks(prefix + key);
    }

    @Override
    public Set<String> keys(String begin) {
        Set<String> keys = new HashSet<>();
        for (String key : vault.keys(prefix + begin)) {
            keys.add(key.substring(prefix.length()));
        }
        return keys;
    }

    @Override
    public void write(String key, String document) {
        vault.write(prefix + key, document);
    }

    @Override
    public <T> Optional<T> exclusively(String key, Supplier<T> action) {
        return vault.exclusively(prefix + key, action);
    }

    @Override
    public void remove(String key) {
        vault.remove(prefix + key);
    }
}
