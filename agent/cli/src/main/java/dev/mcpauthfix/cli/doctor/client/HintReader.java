package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.ChallengeTraits.Hint;
import dev.mcpauthfix.engine.challenge.Challenge;
import dev.mcpauthfix.engine.challenge.Challenges;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the {@code resource_metadata} of a refusal as a client reads it (RFC 9728, section 5.1). */
final class HintReader {

    private static final String NAME = "resource_metadata";

    private HintReader() {}

    /** The value as it stands there, null where the client sees none. */
    static @Nullable String hint(Hint how, Survey survey) {
        List<Challenge> challenges = survey.challenges();
        return switch (how) {
            case ANY -> first(challenges, challenge -> true);
            case BEARER -> first(challenges, challenge -> challenge.is("Bearer"));
            case BEHIND_FIRST_SCHEME -> beginsWithToken(challenges) ? first(challenges, challenge -> true) : null;
            case BEARER_OF_FIRST_LINE -> {
                List<String> lines = survey.mcpRequest().header("www-authenticate");
                yield Challenges.parse(lines.subList(0, Math.min(1, lines.size()))).stream()
                        .filter(challenge -> challenge.is("Bearer"))
                        .limit(1)
                        .flatMap(challenge -> challenge.values(NAME).stream())
                        .findFirst()
                        .orElse(null);
            }
        };
    }

    private static @Nullable String first(List<Challenge> challenges, Predicate<Challenge> which) {
        return challenges.stream()
                .filter(which)
                .flatMap(challenge -> challenge.values(NAME).stream())
                .findFirst()
                .orElse(null);
    }

    private static boolean beginsWithToken(List<Challenge> challenges) {
        return !challenges.isEmpty()
                && (challenges.get(0).is("Bearer") || challenges.get(0).is("DPoP"));
    }
}
