package dev.mcpauthfix.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * What to do about a server.
 *
 * @param kind what, in one word or three
 * @param why in one sentence
 * @param ownersText what to send to the server's owner, several lines, ready to paste; null where there is nothing to tell
 */
public record Advice(Kind kind, String why, @Nullable String ownersText) {

    /** What can be done. */
    public enum Kind {
        /** Keep the agent, which heals the calls. */
        HEAL("heal"),
        /** Keep the agent, which only adds what the application's own OAuth lacks. */
        REPAIR("repair"),
        /** The server wants something other than OAuth. */
        LEAVE_ALONE("leave alone"),
        /** Only its owner can mend it. */
        TELL_THE_OWNER("tell the owner"),
        /** The server says it all by itself now. */
        RETIRE("retire"),
        /** The lines do not say enough. */
        WAIT("wait");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As it is written for people and in JSON. */
        @Override
        public String toString() {
            return words;
        }
    }
}
