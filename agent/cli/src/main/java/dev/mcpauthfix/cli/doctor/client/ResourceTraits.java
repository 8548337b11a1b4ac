package dev.mcpauthfix.cli.doctor.client;

/**
 * How a client looks for protected resource metadata (RFC 9728).
 *
 * @param advertised what it takes failures at the address in the challenge for
 * @param advertisedUnreadable what it does where that answers 2xx with something that is no such document
 * @param places which well-known addresses it asks
 * @param derived what it takes failures there for
 * @param derivedUnreadable what it does where those answer 2xx with something that is no such document
 * @param resource which {@code resource} it takes
 * @param mismatch what it does with any other
 * @param withoutResource what it does with a document that names none
 * @param withoutServers what it does with a document that names no authorization server
 */
record ResourceTraits(
        StatusRule advertised,
        Then advertisedUnreadable,
        Places places,
        StatusRule derived,
        Then derivedUnreadable,
        ResourceRule resource,
        Then mismatch,
        Then withoutResource,
        Then withoutServers) {

    /** Which well-known addresses a client asks. */
    enum Places {
        NONE("asks no well-known address", false),
        STRIPPED_PATH_AND_ROOT("asks the well-known path without a trailing `/`, then the root", true),
        PATH_AND_ROOT("asks the well-known path as it is, then the root", false);

        private final String words;
        private final boolean strips;

        Places(String words, boolean strips) {
            this.words = words;
            this.strips = strips;
        }

        boolean strips() {
            return strips;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Which {@code resource} a client takes; RFC 9728, section 3.3, wants the very address it was asked for. */
    enum ResourceRule {
        EXACT_PER_PLACE("must be the MCP URL to the letter, at the root the origin"),
        MCP_URL_OR_ORIGIN("must be the MCP URL or the origin, a trailing `/` aside"),
        COVERS("must be on the origin, with a path that the MCP path begins with, a trailing `/` aside"),
        COVERS_AND_IS_NO_LONGER("must be on the origin, with a path that the MCP path begins with to the letter");

        private final String words;

        ResourceRule(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    String words() {
        StringBuilder text = new StringBuilder("at the advertised address ").append(advertised);
        if (places == Places.NONE) {
            text.append("; ").append(places);
        } else {
            text.append("; ").append(places).append(", where ").append(derived);
            text.append("; a 2xx that is no such document ").append(words(derivedUnreadable));
        }
        text.append("; `resource` ").append(resource).append(", another ").append(words(mismatch));
        return text.toString();
    }

    private static String words(Then then) {
        return switch (then) {
            case NEXT, NEXT_OR_GIVE_UP -> "counts as absent";
            case SKIP -> "makes it go on without";
            case GIVE_UP -> "ends it";
        };
    }
}
