package dev.mcpauthfix.engine.challenge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One challenge as it was written (RFC 9110, section 11.6.1), before anybody gives it a meaning.
 *
 * @param scheme the authentication scheme in the server's spelling; compare it with {@link #is}
 * @param token68 the single value after the scheme, null where there are parameters or nothing
 * @param parameters all values of each parameter in order, by lower-case name
 */
public record Challenge(String scheme, @Nullable String token68, Map<String, List<String>> parameters) {

    /** Whether this is the scheme's challenge; schemes are compared without case (RFC 9110, section 11.1). */
    public boolean is(String otherScheme) {
        return scheme.equalsIgnoreCase(otherScheme);
    }

    /** All values of a parameter, in order; empty where it is absent. */
    public List<String> values(String lowerCaseName) {
        return parameters.getOrDefault(lowerCaseName, List.of());
    }
}
