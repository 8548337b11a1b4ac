package dev.mcpauthfix.engine.jose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64url without padding (RFC 7515, section 2). */
public final class Base64Url {

    private Base64Url() {}

    /** Encodes bytes. */
    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Encodes text as UTF-8. */
    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }
}
