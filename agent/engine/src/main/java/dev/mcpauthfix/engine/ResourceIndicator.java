package dev.mcpauthfix.engine;

import org.jspecify.annotations.Nullable;

/**
 * Which {@code resource} parameter requests to the authorization server carry (RFC 8707, section 2).
 *
 * @param sent whether there is one at all
 * @param configured the value to send, null for the resource identifier as the server spells it
 */
public record ResourceIndicator(boolean sent, @Nullable String configured) {

    /** The resource identifier, character for character as the server or the application gave it. */
    public static final ResourceIndicator VERBATIM = new ResourceIndicator(true, null);

    /** None, for an authorization server that rejects it. */
    public static final ResourceIndicator OMITTED = new ResourceIndicator(false, null);

    /** This value, whatever the server says, for an authorization server that knows the resource by another name. */
    public static ResourceIndicator of(String value) {
        return new ResourceIndicator(true, value);
    }

    /** What to send for a resource identifier, null for nothing. */
    @Nullable
    String valueFor(String identifier) {
        if (!sent) {
            return null;
        }
        return configured == null ? identifier : configured;
    }
}
