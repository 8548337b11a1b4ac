package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.dpop.Possession;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An access token in the form that a request carries it (RFC 6750, section 2.1; RFC 9449, section 7.1).
 *
 * @param token the access token
 * @param possession the key that the token is bound to, null for a bearer token
 */
public record Authorization(Secret token, @Nullable Possession possession) {

    /** A token that whoever has it may use. */
    public static Authorization bearer(Secret token) {
        return new Authorization(token, null);
    }

    /**
     * The header lines of one send, for the wire only: {@code Authorization}, and {@code DPoP} with a proof that is good for this
     * method, URI and send alone. Any other value that the request has for them is replaced.
     */
    public Map<String, String> headers(String method, URI uri) {
        return possession == null
                ? Map.of("Authorization", "Bearer " + token.reveal())
                : Map.of(
                        "Authorization",
                        "DPoP " + token.reveal(),
                        "DPoP",
                        possession.proof(method, uri, token).reveal());
    }

    /** Whether both carry the same token, whatever proves its possession. */
    public boolean sameToken(@Nullable Authorization other) {
        return other != null && token.equals(other.token);
    }
}
