package dev.mcpauthfix.engine.token;

import dev.mcpauthfix.engine.dpop.Proofs;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.TokenVault;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens in the vault, keyed by issuer, resource and client identifier (rule R17), with an index by MCP URI so that a new
 * JVM finds them without discovery. Other JVMs and the command line write here too: read again before acting on a failure.
 */
public final class TokenStore {

    private static final String INDEX = "resource ";

    private final TokenVault vault;
    private final Proofs proofs;
    private final Predicate<IssuedTokens> usable;
    /** What the vault had when it was last asked: a document that was never kept was not taken away either. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /**
     * @param proofs makes the proofs of tokens that are bound to a key
     */
    public TokenStore(TokenVault vault, Proofs proofs) {
        this(vault, proofs, any -> true);
    }

    /**
     * One that leaves some tokens where they are, as if they were another's.
     *
     * @param proofs makes the proofs of tokens that are bound to a key
     * @param usable whether tokens may be used here
     */
    public TokenStore(TokenVault vault, Proofs proofs, Predicate<IssuedTokens> usable) {
        this.vault = vault;
        this.proofs = proofs;
        this.usable = usable;
    }

    /** The tokens for an MCP URI without query, null where there are none that may be used or the document is damaged. */
    public @Nullable IssuedTokens find(URI mcpUri) {
        IssuedTokens kept = kept(mcpUri);
        return kept == null || !usable.test(kept) ? null : kept;
    }

    private @Nullable IssuedTokens kept(URI mcpUri) {
        String key = key(mcpUri);
        IssuedTokens issued = key == null ? null : read(key);
        if (issued == null || issued.mcpUri().equals(mcpUri)) {
            return issued;
        }
        // Two MCP URIs of one resource share its tokens; an index that points anywhere else is not believed.
        URI resource = UrlRules.parse(issued.resource());
        return resource != null && UrlRules.covers(UrlRules.bare(resource), mcpUri) ? issued.at(mcpUri) : null;
    }

    /** Runs an action while no other JVM of the same vault refreshes these tokens; empty where one does for too long. */
    public <T> Optional<T> exclusively(IssuedTokens issued, Supplier<T> action) {
        return vault.exclusively(key(issued), action);
    }

    /** All that is kept and not damaged, by MCP URI. */
    public List<IssuedTokens> all() {
        List<IssuedTokens> all = new ArrayList<>();
        for (String key : new TreeSet<>(vault.keys(INDEX))) {
            URI mcpUri = UrlRules.parse(key.substring(INDEX.length()));
            IssuedTokens issued = mcpUri == null ? null : find(mcpUri);
            if (issued != null) {
                all.add(issued);
            }
        }
        return all;
    }

    /** Removes the tokens of an MCP URI, whoever renewed them, while nobody refreshes them. */
    public void forget(IssuedTokens issued) {
        Runnable removal = () -> {
            vault.remove(key(issued));
            vault.remove(indexKey(issued.mcpUri()));
        };
        Optional<Boolean> removed = exclusively(issued, () -> {
            removal.run();
            return true;
        });
        if (removed.isEmpty()) {
            removal.run();
        }
    }

    /** Keeps the tokens of a login in place of any other for the MCP URI. */
    public void saveExclusively(IssuedTokens issued) {
        Optional<Boolean> saved = exclusively(issued, () -> {
            save(issued);
            return true;
        });
        if (saved.isEmpty()) {
            // Whoever has the lock only refreshes, and finds these instead of what it started from.
            save(issued);
        }
    }

    /**
     * Whether somebody took these tokens out of the vault since this store saw them there: the command line's logout, for example.
     * A vault that cannot be read tells of no removal.
     */
    public boolean isTakenOut(IssuedTokens issued) {
        String key = key(issued);
        return seen.contains(key) && vault.lacks(key) && find(issued.mcpUri()) == null;
    }

    /**
     * Keeps refreshed tokens, unless those they came from are no longer the ones that are kept. To be called with exclusive use of
     * the old ones.
     *
     * @return the tokens that hold now, null where the old ones were taken out meanwhile
     */
    public @Nullable IssuedTokens replace(IssuedTokens old, IssuedTokens fresh) {
        IssuedTokens stored = find(old.mcpUri());
        if (stored != null && !stored.tokens().access().equals(old.tokens().access())) {
            return stored;
        }
        if (isTakenOut(old)) {
            return null;
        }
        save(fresh);
        // Whoever lost exclusive use in a long pause finds what another has written since.
        IssuedTokens kept = find(old.mcpUri());
        boolean another = kept != null
                && !kept.tokens().access().equals(old.tokens().access())
                && !kept.tokens().access().equals(fresh.tokens().access());
        return another ? kept : fresh;
    }

    /** Keeps these tokens in place of any other for the MCP URI. */
    public void save(IssuedTokens issued) {
        String key = key(issued);
        vault.write(key, TokenDocument.write(issued));
        if (vault.read(key).isPresent()) {
            seen.add(key);
        }
        String old = key(issued.mcpUri());
        if (!key.equals(old)) {
            if (old != null) {
                vault.remove(old);
            }
            vault.write(
                    indexKey(issued.mcpUri()),
                    JsonObject.of(Map.of("tokens", key)).toJson());
        }
    }

    /** Removes these tokens unless somebody else has renewed them meanwhile; then answers the newer ones, else null. */
    public @Nullable IssuedTokens removeUnlessRenewed(IssuedTokens issued) {
        IssuedTokens stored = kept(issued.mcpUri());
        if (stored != null && !stored.tokens().access().equals(issued.tokens().access())) {
            return usable.test(stored) ? stored : null;
        }
        vault.remove(key(issued));
        vault.remove(indexKey(issued.mcpUri()));
        return null;
    }

    private @Nullable IssuedTokens read(String key) {
        Optional<String> text = vault.read(key);
        if (text.isPresent()) {
            seen.add(key);
        }
        Optional<JsonObject> document = text.flatMap(JsonObject::parse);
        return document.isEmpty() ? null : TokenDocument.parse(document.get(), proofs);
    }

    private @Nullable String key(URI mcpUri) {
        Optional<JsonObject> index = vault.read(indexKey(mcpUri)).flatMap(JsonObject::parse);
        return index.isEmpty() ? null : index.get().string("tokens");
    }

    private static String key(IssuedTokens issued) {
        return "tokens " + issued.issuer() + " " + issued.resource() + " "
                + issued.client().clientId();
    }

    private static String indexKey(URI mcpUri) {
        return INDEX + mcpUri;
    }
}
