package dev.mcpauthfix.engine.challenge;

import java.util.List;

/** What kinds of authentication the challenges of one response offer, taken together. */
public enum Offer {
    /** No challenge that could be read: the header is missing, as real servers leave it out, or it is not one. */
    NOTHING,
    /** At least one {@code Bearer} or {@code DPoP} challenge, whatever stands beside it. */
    BEARER,
    /** Only other schemes, such as Basic, Digest or Negotiate: this is not OAuth. */
    ONLY_OTHERS;

    /** Looks at all challenges of one response. */
    public static Offer of(List<Challenge> challenges) {
        for (Challenge challenge : challenges) {
            if (BearerChallenge.carriesToken(challenge)) {
                return BEARER;
            }
        }
        return challenges.isEmpty() ? NOTHING : ONLY_OTHERS;
    }
}
