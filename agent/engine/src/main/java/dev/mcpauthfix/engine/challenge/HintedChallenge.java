package dev.mcpauthfix.engine.challenge;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Header lines with the hint that they lack (RFC 9728, section 5.1). All else in them stays as the server wrote it, byte for byte.
 */
public final class HintedChallenge {

    private static final String NAME = "resource_metadata";

    private HintedChallenge() {}

    /**
     * Answers the lines with the hint in the first challenge that asks for a token, in place of one that leads elsewhere: in a {@code Bearer}
     * challenge if there is one, since many clients read no other. Where none asks for a token there is one line more, the first, with
     * nothing but the hint: a server that says nothing has said no error code either, and there are clients that read the first line alone.
     */
    public static List<String> of(List<String> wwwAuthenticate, URI metadata) {
        String hint = NAME + "=\"" + metadata.toASCIIString() + "\"";
        List<String> lines = new ArrayList<>(wwwAuthenticate);
        if (!(isHinted(lines, "Bearer", hint) || isHinted(lines, "DPoP", hint))) {
            lines.add(0, "Bearer " + hint);
        }
        return lines;
    }

    private static boolean isHinted(List<String> lines, String scheme, String hint) {
        for (int i = 0; i < lines.size(); i++) {
            String hinted = hinted(lines.get(i), scheme, hint);
            if (hinted != null) {
                lines.set(i, hinted);
                return true;
            }
        }
        return false;
    }

    /** The line with the hint, null where none of its challenges has that scheme. */
    private static @Nullable String hinted(String line, String scheme, String hint) {
        Place place = new Place(scheme);
        new ChallengeParser(line, place).parseInto(new ArrayList<>());
        if (place.scheme < 0) {
            return null;
        }
        if (place.start >= 0) {
            return line.substring(0, place.start) + hint + line.substring(place.end);
        }
        return line.substring(0, place.scheme) + " " + hint + (place.followed ? "," : "")
                + line.substring(place.scheme);
    }

    /** Where the first challenge of a scheme has its hint, or would have it. */
    private static final class Place implements ChallengeParser.Places {

        private final String wanted;
        private int scheme = -1;
        private int start = -1;
        private int end;
        private boolean followed;
        private boolean inside;

        Place(String wanted) {
            this.wanted = wanted;
        }

        @Override
        public void scheme(Challenge challenge, int schemeEnd) {
            inside = scheme < 0 && challenge.is(wanted) && challenge.token68() == null;
            if (inside) {
                scheme = schemeEnd;
            }
        }

        @Override
        public void parameter(String lowerCaseName, int parameterStart, int parameterEnd) {
            if (inside) {
                followed = true;
                if (start < 0 && lowerCaseName.equals(NAME)) {
                    start = parameterStart;
                    end = parameterEnd;
                }
            }
        }
    }
}
