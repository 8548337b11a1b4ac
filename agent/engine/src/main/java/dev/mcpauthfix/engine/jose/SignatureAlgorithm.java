package dev.mcpauthfix.engine.jose;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** A signature algorithm (RFC 7518, section 3.1); the constants' names are the registered ones. */
public enum SignatureAlgorithm {
    /** ECDSA with P-256 and SHA-256. */
    ES256("SHA256withECDSAinP1363Format", 256),
    /** ECDSA with P-384 and SHA-384. */
    ES384("SHA384withECDSAinP1363Format", 384),
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256("SHA256withRSA", 0),
    /** RSASSA-PSS with SHA-256. */
    PS256("RSASSA-PSS", 0);

    private static final int SMALLEST_RSA_BITS = 2048;

    private final String standardName;
    /** The bits of the curve's order, 0 for RSA. */
    private final int curveBits;

    SignatureAlgorithm(String standardName, int curveBits) {
        this.standardName = standardName;
        this.curveBits = curveBits;
    }

    /** The algorithm that goes with a key where nobody says which: null for a key that none of ours fits. */
    static @Nullable SignatureAlgorithm of(PrivateKey key) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.fits(key)) {
                return algorithm;
            }
        }
        return null;
    }

    /** Whether the key's kind and size are the algorithm's (RFC 7518, sections 3.3 to 3.5). */
    boolean fits(PrivateKey key) {
        if (key instanceof ECPrivateKey ec) {
            return curveBits > 0 && ec.getParams().getOrder().bitLength() == curveBits;
        }
        return curveBits == 0
                && key instanceof RSAPrivateKey rsa
                && rsa.getModulus().bitLength() >= SMALLEST_RSA_BITS;
    }

    byte[] sign(PrivateKey key, byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(standardName);
        if (this == PS256) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }
}
