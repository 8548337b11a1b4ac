package dev.mcpauthfix.cli.doctor.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client demands of an authorization server before the login.
 *
 * @param pkce what {@code code_challenge_methods_supported} must say
 * @param documents whether its identifier may be the address of a metadata document
 * @param refusesIssuer whether, without metadata, it refuses an answer to the login that names an issuer (RFC 9207)
 */
record LoginTraits(Pkce pkce, boolean documents, boolean refusesIssuer) {

    /** The method that every client sends (RFC 7636, section 4.2). */
    private static final String S256 = "S256";

    /** What {@code code_challenge_methods_supported} must say for a client to go on. */
    enum Pkce {
        NOT_LOOKED_AT("sends an S256 challenge without looking for PKCE", false),
        IF_LISTED("PKCE methods must have S256 where they are listed", false),
        LISTED("PKCE methods must be listed", false),
        S256_LISTED("PKCE methods must be listed and have S256", false),
        S256_LISTED_SOMEWHERE("PKCE methods must be listed and have S256, in one of the documents", true);

        private final String words;
        private final boolean triesOthers;

        Pkce(String words, boolean triesOthers) {
            this.words = words;
            this.triesOthers = triesOthers;
        }

        /** Whether a document without it makes the client ask for the next one. */
        boolean triesOthers() {
            return triesOthers;
        }

        /** Why the client ends here, null where it goes on. */
        @Nullable
        String refusal(@Nullable List<String> methods) {
            if (this == NOT_LOOKED_AT || (this == IF_LISTED && methods == null)) {
                return null;
            }
            if (methods == null) {
                return "its metadata does not list code_challenge_methods_supported";
            }
            boolean fine = this == LISTED ? !methods.isEmpty() : methods.contains(S256);
            String listed = methods.isEmpty() ? "no method" : String.join(", ", methods);
            return fine ? null : "code_challenge_methods_supported lists " + listed + ", not S256";
        }

        @Override
        public String toString() {
            return words;
        }
    }

    String words() {
        return pkce + "; registers itself" + (documents ? " or uses the address of a metadata document" : "")
                + (refusesIssuer ? "; without metadata refuses an answer with `iss`" : "");
    }
}
