package dev.mcpauthfix.it.authorization;

import java.security.SecureRandom;
import java.util.Base64;

/** Values nobody can guess, with a prefix that says what they are. */
final class RandomValues {

    private final SecureRandom random = new SecureRandom();

    String next(String prefix) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return prefix + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
