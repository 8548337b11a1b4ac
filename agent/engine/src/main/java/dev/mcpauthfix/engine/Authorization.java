package dev.mcpauthfix.engine;

/**
 * An access token in the form that a request carries it (RFC 6750, section 2.1).
 *
 * @param scheme the authentication scheme, {@code Bearer} unless the resource asked for another
 * @param token the access token
 */
public record Authorization(String scheme, Secret token) {

    /** The value of the {@code Authorization} header. For the wire only. */
    public String headerValue() {
        return scheme + " " + token.reveal();
    }
}
