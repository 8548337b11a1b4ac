package dev.mcpauthfix.engine.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all {@code Bearer} (RFC 6750, section 3) and {@code DPoP} (RFC 9449, section 7.1) challenges of one response mean
 * together. An absent parameter is a value here, not a failure: a bare {@code Bearer} is a Bearer challenge.
 *
 * @param resourceMetadata every {@code resource_metadata} (RFC 9728, section 5.1) in order, as written, possibly relative;
 *     empty where there is no hint
 * @param authorizationUri every {@code authorization_uri}, a parameter of no RFC that some servers send instead, in order
 * @param scope the scopes the request needs, separated by spaces, null where not said
 * @param error the error code, such as {@code invalid_token} or {@code insufficient_scope}, null where not said
 * @param dpop whether one of them wants a token bound to a key
 * @param errorDescription the server's own words, not to be shown unquoted, null where not said
 */
public record BearerChallenge(
        List<String> resourceMetadata,
        List<String> authorizationUri,
        @Nullable String scope,
        @Nullable String error,
        boolean dpop,
        @Nullable String errorDescription) {

    /** Reads the header lines; empty where no challenge is {@code Bearer} or {@code DPoP}. */
    public static Optional<BearerChallenge> from(List<String> wwwAuthenticate) {
        return of(Challenges.parse(wwwAuthenticate));
    }

    /** Reads parsed challenges; empty where none is {@code Bearer} or {@code DPoP}. */
    public static Optional<BearerChallenge> of(List<Challenge> challenges) {
        List<Challenge> ours = new ArrayList<>();
        for (Challenge challenge : challenges) {
            if (carriesToken(challenge)) {
                ours.add(challenge);
            }
        }
        return ours.isEmpty()
                ? Optional.empty()
                : Optional.of(new BearerChallenge(
                        all(ours, "resource_metadata"),
                        all(ours, "authorization_uri"),
                        first(ours, "scope"),
                        first(ours, "error"),
                        ours.stream().anyMatch(challenge -> challenge.is("DPoP")),
                        first(ours, "error_description")));
    }

    static boolean carriesToken(Challenge challenge) {
        return challenge.is("Bearer") || challenge.is("DPoP");
    }

    /** Empty values are left out: they say nothing. */
    private static List<String> all(List<Challenge> challenges, String name) {
        List<String> values = new ArrayList<>();
        for (Challenge challenge : challenges) {
            for (String value : challenge.values(name)) {
                if (!value.isBlank()) {
                    values.add(value.strip());
                }
            }
        }
        return List.copyOf(values);
    }

    private static @Nullable String first(List<Challenge> challenges, String name) {
        List<String> values = all(challenges, name);
        return values.isEmpty() ? null : values.get(0);
    }
}
