package dev.mcpauthfix.runtime;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.registration.BackChannel;
import dev.mcpauthfix.engine.registration.ClientRegistrar;
import dev.mcpauthfix.engine.registration.RegistrationResult;
import dev.mcpauthfix.engine.token.IssuedTokens;
import dev.mcpauthfix.engine.token.TokenRevocation;
import dev.mcpauthfix.engine.token.TokenStore;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tokens of this user's vault, to be looked at and taken back. */
public final class Vaulted {

    private final TokenStore store;
    private final ClientRegistrar registrar;
    private final HttpFetcher fetcher;

    Vaulted(TokenStore store, ClientRegistrar registrar, HttpFetcher fetcher) {
        this.store = store;
        this.registrar = registrar;
        this.fetcher = fetcher;
    }

    /** All tokens, by MCP URI. */
    public List<IssuedTokens> all() {
        return store.all();
    }

    /** The tokens for an MCP URI without query, null for none. */
    public @Nullable IssuedTokens find(URI mcpUri) {
        return store.find(mcpUri);
    }

    /**
     * Revokes tokens at their authorization server and removes them from the vault, those that a running JVM has renewed meanwhile
     * among them.
     *
     * @return one line why they could not be revoked, null where they were
     */
    public @Nullable String takeBack(IssuedTokens issued) {
        Supplier<Optional<String>> revocation = () -> {
            IssuedTokens now = store.find(issued.mcpUri());
            return Optional.ofNullable(revoke(now == null ? issued : now));
        };
        // Nobody refreshes while the newest are given back; where somebody does for too long, those known are given
        // back.
        Optional<String> fault = store.exclusively(issued, revocation).orElseGet(revocation);
        store.forget(issued);
        return fault.orElse(null);
    }

    /** Removes tokens from the vault only. */
    public void forget(IssuedTokens issued) {
        store.forget(issued);
    }

    private @Nullable String revoke(IssuedTokens issued) {
        RegistrationResult client = registrar.current(issued.client(), issued.mcpUri());
        if (client instanceof RegistrationResult.Refused refused) {
            return refused.reason();
        }
        return TokenRevocation.revoke(
                issued,
                ((RegistrationResult.Ready) client).client(),
                new BackChannel(fetcher, issued.mcpUri(), NetworkPath.DEFAULT));
    }
}
