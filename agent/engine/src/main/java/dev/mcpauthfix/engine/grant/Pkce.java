package dev.mcpauthfix.engine.grant;

import dev.mcpauthfix.engine.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A code verifier and its S256 challenge (RFC 7636, section 4). There is no "plain" here: it protects nobody (attack S10).
 *
 * @param verifier 43 characters, 256 random bits
 * @param challenge the SHA-256 of the verifier
 */
record Pkce(Secret verifier, String challenge) {

    static Pkce generate(SecureRandom random) {
        return of(randomText(random));
    }

    static Pkce of(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return new Pkce(Secret.of(verifier), base64Url(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** 256 random bits as 43 characters that need no encoding anywhere. */
    static String randomText(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return base64Url(bytes);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
