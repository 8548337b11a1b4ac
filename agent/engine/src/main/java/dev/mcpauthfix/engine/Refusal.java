package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.challenge.BearerChallenge;

/** What can be said of a refused request without asking anybody. */
public final class Refusal {

    private Refusal() {}

    /** Whether a token may answer it: the engine would do something about it. */
    public static boolean wantsToken(McpRequest request, ChallengeResponse response) {
        return !request.shape().isUnmarked() && !(Trigger.of(request, response) instanceof Trigger.None);
    }

    /** Whether it says where the protected resource metadata is (RFC 9728, section 5.1), so that a strict client gets on by itself. */
    public static boolean carriesHint(ChallengeResponse response) {
        return BearerChallenge.from(response.wwwAuthenticate())
                .map(bearer -> !bearer.resourceMetadata().isEmpty())
                .orElse(false);
    }
}
