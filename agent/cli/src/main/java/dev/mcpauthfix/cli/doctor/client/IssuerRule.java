package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;

/** Which {@code issuer} in its metadata a client takes for the one it asked for (RFC 8414, section 3.3). */
enum IssuerRule {
    NOT_LOOKED_AT("not compared"),
    EXACT("must be the one asked for to the letter"),
    /** TypeScript: where the address it has ends in "/", the issuer may leave that out. */
    MAY_LACK_SLASH("may lack the trailing `/` of the one asked for"),
    /** Python at the origin, Rust everywhere. */
    ROOT_SLASH("must be the one asked for, a `/` after a bare host aside"),
    /** Go. */
    ANY_SLASH("must be the one asked for, one trailing `/` aside");

    private final String words;

    IssuerRule(String words) {
        this.words = words;
    }

    boolean takes(String expected, String named) {
        boolean exact = named.equals(expected);
        return switch (this) {
            case NOT_LOOKED_AT -> true;
            case EXACT -> exact;
            case MAY_LACK_SLASH -> exact || expected.equals(named + "/");
            case ROOT_SLASH ->
                exact || (isRoot(expected) && isRoot(named) && bare(named).equals(bare(expected)));
            case ANY_SLASH -> bare(named).equals(bare(expected));
        };
    }

    /** For people. */
    @Override
    public String toString() {
        return words;
    }

    private static String bare(String issuer) {
        return UrlRules.withoutTrailingSlash(issuer);
    }

    private static boolean isRoot(String issuer) {
        URI uri = UrlRules.parse(issuer);
        return uri != null && UrlRules.withoutTrailingSlash(uri.getRawPath()).isEmpty();
    }
}
