package dev.mcpauthfix.engine.jose;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A P-256 key pair of our own making, whose public half travels with what it signs (RFC 7517, section 4).
 *
 * @param signing the private key, for ES256
 * @param publicKey the public key as the members of a JSON Web Key
 */
public record ProofKey(SigningKey signing, Map<String, String> publicKey) {

    private static final int COORDINATE_BYTES = 32;

    public ProofKey {
        publicKey = Map.copyOf(publicKey);
    }

    /** Makes a new one. */
    public static ProofKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey point = (ECPublicKey) pair.getPublic();
            return of(
                    pair.getPrivate(),
                    coordinate(point.getW().getAffineX()),
                    coordinate(point.getW().getAffineY()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JVM has P-256", impossible);
        }
    }

    /** The vault's text of it. */
    public Secret toDocument() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("pkcs8", Base64.getEncoder().encodeToString(signing.encoded()));
        members.put("x", publicKey.get("x"));
        members.put("y", publicKey.get("y"));
        return Secret.of(JsonObject.of(members).toJson());
    }

    /** Reads a text of {@link #toDocument}; null where it is damaged. */
    public static @Nullable ProofKey parse(String document) {
        JsonObject members = JsonObject.parse(document).orElse(null);
        String encoded = members == null ? null : members.string("pkcs8");
        String x = members == null ? null : members.string("x");
        String y = members == null ? null : members.string("y");
        if (encoded == null || x == null || y == null) {
            return null;
        }
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
            return SignatureAlgorithm.ES256.fits(key) ? of(key, x, y) : null;
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            return null;
        }
    }

    private static ProofKey of(PrivateKey key, String x, String y) {
        return new ProofKey(
                new SigningKey(key, SignatureAlgorithm.ES256), Map.of("crv", "P-256", "kty", "EC", "x", x, "y", y));
    }

    /** A coordinate has the curve's full length, leading zeros included (RFC 7518, section 6.2.1.2). */
    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] full = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, full, COORDINATE_BYTES - length, length);
        return Base64Url.encode(full);
    }

    @Override
    public String toString() {
        return "ProofKey[ES256]";
    }
}
