package dev.mcpauthfix.engine.dpop;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.jose.ProofKey;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A key that tokens are bound to (RFC 9449, section 1). Tokens keep it through every refresh (section 5). */
public final class Possession {

    private final ProofKey key;
    private final Proofs proofs;

    Possession(ProofKey key, Proofs proofs) {
        this.key = key;
        this.proofs = proofs;
    }

    /**
     * The value of the {@code DPoP} header of one request; each call gives another.
     *
     * @param method the HTTP method
     * @param uri where the request goes
     * @param accessToken the token it carries, null at the token endpoint
     */
    public Secret proof(String method, URI uri, @Nullable Secret accessToken) {
        return Secret.of(proofs.proof(key, method, uri, accessToken));
    }

    /** Remembers the nonce that a server gave for its next proof, null for none. */
    public void learn(URI server, @Nullable String nonce) {
        proofs.learn(server, nonce);
    }

    /** The vault's text of it. */
    public Secret toDocument() {
        return key.toDocument();
    }

    @Override
    public String toString() {
        return "Possession";
    }
}
