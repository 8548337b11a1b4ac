package dev.mcpauthfix.engine.jose;

import dev.mcpauthfix.engine.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A private key with the algorithm it signs by. Safe for many threads; it never shows itself. */
public final class SigningKey {

    private final PrivateKey key;
    private final SignatureAlgorithm algorithm;

    SigningKey(PrivateKey key, SignatureAlgorithm algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    /** The algorithm it signs by. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** The same key for another algorithm; null where the key's kind or size is not that algorithm's. */
    public @Nullable SigningKey with(SignatureAlgorithm other) {
        return other.fits(key) ? new SigningKey(key, other) : null;
    }

    /**
     * Signs a JSON Web Token in compact form (RFC 7515, section 3.1; RFC 7519).
     *
     * @param type the header's {@code typ}
     * @param header further members of the header, without {@code alg} and {@code typ}
     * @param claims the claims set
     */
    public String sign(String type, Map<String, ?> header, Map<String, ?> claims) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("typ", type);
        members.put("alg", algorithm.name());
        members.putAll(header);
        String content = encode(members) + "." + encode(claims);
        try {
            return content + "." + Base64Url.encode(algorithm.sign(key, content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            // The algorithm was matched against the key; every JVM since 9 has all four.
            throw new IllegalStateException("this JVM cannot sign with " + algorithm, impossible);
        }
    }

    /** The key in PKCS #8, for the vault only. */
    byte[] encoded() {
        return key.getEncoded();
    }

    private static String encode(Map<String, ?> members) {
        return Base64Url.encode(JsonObject.of(new LinkedHashMap<>(members)).toJson());
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + "]";
    }
}
