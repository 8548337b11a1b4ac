package dev.mcpauthfix.cli;

import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Whether a URL's path has what nobody would think up in it. Some servers take such a segment for a key; a path cannot be hidden, for
 * the well-known addresses are made of it.
 */
final class OpaquePath {

    /** What whoever publishes the answer has to know. */
    static final String WARNING =
            "note: the URL's path is shown as it is; take it out before you publish this if it is a secret";

    private static final Pattern OPAQUE = Pattern.compile("(?=.*[0-9])[A-Za-z0-9_-]{24,}");

    private OpaquePath() {}

    static boolean isIn(URI url) {
        return Arrays.stream(url.getRawPath().split("/", -1))
                .anyMatch(segment -> OPAQUE.matcher(segment).matches());
    }
}
