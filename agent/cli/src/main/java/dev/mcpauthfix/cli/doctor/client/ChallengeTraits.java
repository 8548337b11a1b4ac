package dev.mcpauthfix.cli.doctor.client;

/**
 * What a client makes of a refusal's {@code WWW-Authenticate}.
 *
 * @param needs without what it gives up
 * @param hint where it reads {@code resource_metadata}
 * @param relative what it does with one that is a path instead of an address
 * @param foreign whether it follows one to another origin
 * @param stepsUp whether a 403 with {@code insufficient_scope} makes it look for a token
 */
record ChallengeTraits(Needs needs, Hint hint, Relative relative, boolean foreign, boolean stepsUp) {

    /** Without what a client gives up. */
    enum Needs {
        NOTHING("goes on without a challenge"),
        BEARER_OR_NOTHING("goes on without a challenge, gives up where there are challenges and none is Bearer"),
        HEADER("gives up without `WWW-Authenticate`"),
        HINT("gives up without `resource_metadata`");

        private final String words;

        Needs(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Where a client reads {@code resource_metadata}. */
    enum Hint {
        BEARER("of the Bearer challenge"),
        BEARER_OF_FIRST_LINE("of the first Bearer challenge in the first header line"),
        BEHIND_FIRST_SCHEME("anywhere in the header, if its first scheme is Bearer or DPoP"),
        ANY("anywhere in the header");

        private final String words;

        Hint(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What a client does with a hint that is no absolute address. */
    enum Relative {
        RESOLVED("resolves a relative one"),
        IGNORED("ignores a relative one"),
        FATAL("gives up at a relative one");

        private final String words;

        Relative(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    String words() {
        return needs + "; reads `resource_metadata` " + hint + "; " + relative
                + (foreign ? "" : "; ignores one on another origin");
    }
}
