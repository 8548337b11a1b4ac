package dev.mcpauthfix.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A token, code, verifier or client secret: it compares in constant time and never shows itself. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value that must never reach a log, event, exception or {@code toString}. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the wire and the vault only. */
    public String reveal() {
        return value;
    }

    /** Whether a header may carry it: visible ASCII in one piece (RFC 6749, appendix A.12); anything else would be another header. */
    public boolean isFitForAHeader() {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return !value.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
