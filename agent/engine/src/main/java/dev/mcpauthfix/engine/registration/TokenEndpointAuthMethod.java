package dev.mcpauthfix.engine.registration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a client proves itself at the token endpoint (RFC 7591, section 2), strongest preference first. */
public enum TokenEndpointAuthMethod {
    /** HTTP Basic with form-encoded identifier and secret (RFC 6749, section 2.3.1). */
    CLIENT_SECRET_BASIC("client_secret_basic"),
    /** Identifier and secret in the body. */
    CLIENT_SECRET_POST("client_secret_post"),
    /** A public client: the identifier alone. */
    NONE("none"),
    /** A signed assertion (RFC 7523, section 2.2); only of a configured client, for no registration gives us a key. */
    PRIVATE_KEY_JWT("private_key_jwt");

    private final String wireName;

    TokenEndpointAuthMethod(String wireName) {
        this.wireName = wireName;
    }

    /** The method of a registered name, null for one that we do not speak. */
    public static @Nullable TokenEndpointAuthMethod parse(@Nullable String wireName) {
        for (TokenEndpointAuthMethod method : values()) {
            if (method.wireName.equals(wireName)) {
                return method;
            }
        }
        return null;
    }

    /**
     * Chooses for a client at hand (rule R10). Without a list the default is Basic (RFC 8414, section 2); a secret is used
     * even where the list holds nothing that we speak.
     *
     * @param supported what the metadata lists, null where not said
     */
    public static TokenEndpointAuthMethod choose(boolean hasSecret, @Nullable List<String> supported) {
        if (!hasSecret) {
            return NONE;
        }
        if (supported != null) {
            for (TokenEndpointAuthMethod method : values()) {
                if (method != PRIVATE_KEY_JWT && supported.contains(method.wireName)) {
                    return method;
                }
            }
        }
        return CLIENT_SECRET_BASIC;
    }

    /**
     * Chooses for a configured client that has a key, and perhaps a secret too: the key wherever the server takes it.
     *
     * @param supported what the metadata lists, null where not said
     */
    static TokenEndpointAuthMethod chooseWithKey(boolean hasSecret, @Nullable List<String> supported) {
        boolean taken = supported == null || supported.contains(PRIVATE_KEY_JWT.wireName);
        return taken || !hasSecret ? PRIVATE_KEY_JWT : choose(true, supported);
    }

    /**
     * Chooses what a registration asks for: a native application cannot keep a secret (RFC 8252, section 8.5), so public where
     * the server allows it or does not say.
     *
     * @param supported what the metadata lists, null where not said
     */
    static TokenEndpointAuthMethod toRegister(@Nullable List<String> supported) {
        return supported == null || supported.contains(NONE.wireName) ? NONE : choose(true, supported);
    }

    @Override
    public String toString() {
        return wireName;
    }
}
