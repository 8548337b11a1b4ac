package dev.mcpauthfix.engine.dpop;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.jose.Base64Url;
import dev.mcpauthfix.engine.jose.ProofKey;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes proofs (RFC 9449, section 4.2) and remembers each server's nonce (sections 8 and 9). Safe for many threads. */
public final class Proofs {

    /** The one algorithm of ours; authorization servers list theirs in {@code dpop_signing_alg_values_supported}. */
    public static final String ALGORITHM = "ES256";

    private static final int MOST_NONCES = 256;
    private static final int LONGEST_NONCE = 1024;
    private static final int IDENTIFIER_BYTES = 16;

    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private final Clock clock;
    private final SecureRandom random;

    public Proofs(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** A possession of a new key. */
    public Possession generate() {
        return new Possession(ProofKey.generate(random), this);
    }

    /** The possession of a text of {@link Possession#toDocument}, null where that is damaged. */
    public @Nullable Possession parse(String document) {
        ProofKey key = ProofKey.parse(document);
        return key == null ? null : new Possession(key, this);
    }

    /**
     * Remembers the nonce that a server gave for its next proof.
     *
     * @param server any URI of the server
     * @param nonce the {@code DPoP-Nonce} header, null where there was none; one that is none by its grammar is not repeated
     */
    public void learn(URI server, @Nullable String nonce) {
        if (nonce == null || nonce.isEmpty() || nonce.length() > LONGEST_NONCE || !isNonce(nonce)) {
            return;
        }
        if (nonces.size() >= MOST_NONCES) {
            nonces.clear();
        }
        nonces.put(UrlRules.origin(server), nonce);
    }

    String proof(ProofKey key, String method, URI uri, @Nullable Secret accessToken) {
        Map<String, Object> claims = new LinkedHashMap<>();
        byte[] identifier = new byte[IDENTIFIER_BYTES];
        random.nextBytes(identifier);
        claims.put("jti", Base64Url.encode(identifier));
        claims.put("htm", method);
        claims.put("htu", UrlRules.bare(uri).toString());
        claims.put("iat", clock.instant().getEpochSecond());
        if (accessToken != null) {
            claims.put("ath", hash(accessToken));
        }
        String nonce = nonces.get(UrlRules.origin(uri));
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        return key.signing().sign("dpop+jwt", Map.of("jwk", key.publicKey()), claims);
    }

    /** NQCHAR of RFC 6749, appendix A (RFC 9449, section 8.1). */
    private static boolean isNonce(String text) {
        return text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
    }

    private static String hash(Secret accessToken) {
        try {
            return Base64Url.encode(MessageDigest.getInstance("SHA-256")
                    .digest(accessToken.reveal().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
