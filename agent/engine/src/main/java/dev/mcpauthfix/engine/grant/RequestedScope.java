package dev.mcpauthfix.engine.grant;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scope to ask for (rule R11), and nothing invented: an authorization server refuses scopes it does not know.
 *
 * @param value separated by spaces, null to send no scope
 */
public record RequestedScope(@Nullable String value) {

    /** What is beyond, in characters, is left out: it becomes part of a URL and a program's argument. */
    private static final int MAX_LENGTH = 4096;

    private static final String OFFLINE_ACCESS = "offline_access";

    /**
     * Chooses: the setting alone, else the challenge's scope, else all that the resource supports, else none; widened by what
     * was asked for earlier.
     *
     * @param setting the configured scope, null for none
     * @param challenged the challenge's scope, null where not said
     * @param resourceScopes what the resource's metadata lists, null where not said
     * @param earlier what a step-up must not lose (rule R15), empty for a first login
     */
    public static RequestedScope choose(
            @Nullable String setting,
            @Nullable String challenged,
            @Nullable List<String> resourceScopes,
            Collection<String> earlier) {
        Set<String> scopes = new LinkedHashSet<>(earlier);
        if (setting != null) {
            return of(parse(setting));
        }
        Set<String> wanted = parse(challenged);
        if (!wanted.isEmpty()) {
            scopes.addAll(wanted);
        } else if (resourceScopes != null) {
            scopes.addAll(resourceScopes);
        }
        return of(scopes);
    }

    /**
     * Adds {@code offline_access} where the authorization server lists it (SEP-2207). Not to an absent scope: that means the
     * server's default scopes, and a lone {@code offline_access} would mean none of them.
     *
     * @param serverScopes what the authorization server's metadata lists, null where not said
     */
    public RequestedScope withOfflineAccess(@Nullable List<String> serverScopes) {
        if (value == null || serverScopes == null || !serverScopes.contains(OFFLINE_ACCESS)) {
            return this;
        }
        Set<String> scopes = parse(value);
        scopes.add(OFFLINE_ACCESS);
        return of(scopes);
    }

    /** Whether the request must ask for consent: only so is a refresh token given (OpenID Connect Core 1.0, section 11). */
    boolean needsConsent() {
        return parse(value).contains(OFFLINE_ACCESS);
    }

    /** The scopes of a text in their order; empty for null. */
    public static Set<String> parse(@Nullable String scope) {
        Set<String> scopes = new LinkedHashSet<>();
        if (scope != null) {
            for (String name : scope.split(" ", -1)) {
                if (!name.isBlank()) {
                    scopes.add(name.strip());
                }
            }
        }
        return scopes;
    }

    private static RequestedScope of(Set<String> scopes) {
        StringBuilder value = new StringBuilder();
        for (String scope : scopes) {
            if (isScopeToken(scope) && value.length() + scope.length() < MAX_LENGTH) {
                value.append(value.isEmpty() ? "" : " ").append(scope);
            }
        }
        return new RequestedScope(value.isEmpty() ? null : value.toString());
    }

    /** RFC 6749, section 3.3: visible ASCII without quotes and backslashes. */
    private static boolean isScopeToken(String scope) {
        for (int i = 0; i < scope.length(); i++) {
            char c = scope.charAt(i);
            if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
