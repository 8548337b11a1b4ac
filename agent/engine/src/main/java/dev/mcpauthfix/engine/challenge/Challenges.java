package dev.mcpauthfix.engine.challenge;

import java.util.ArrayList;
import java.util.List;

/** Parses {@code WWW-Authenticate} header lines (RFC 9110, section 11.6.1; rule R1). */
public final class Challenges {

    /** What a server may say in all its header lines together, in characters; anything beyond is not read. */
    static final int MAX_LENGTH = 16 * 1024;

    private Challenges() {}

    /**
     * Parses all header lines. It never fails: what does not follow the grammar is left out, and the rest is kept.
     *
     * <p>Each line is read by itself, so that an unclosed quote in one cannot swallow the next.
     */
    public static List<Challenge> parse(List<String> headerLines) {
        List<Challenge> challenges = new ArrayList<>();
        int left = MAX_LENGTH;
        for (String line : headerLines) {
            String bounded = line.length() <= left ? line : line.substring(0, left);
            new ChallengeParser(bounded).parseInto(challenges);
            left -= bounded.length();
        }
        return List.copyOf(challenges);
    }
}
