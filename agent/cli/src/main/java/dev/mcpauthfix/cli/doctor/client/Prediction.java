package dev.mcpauthfix.cli.doctor.client;

import java.util.Locale;

/**
 * What a client comes to at a surveyed server.
 *
 * @param client which
 * @param outcome in short
 * @param step the step at which it ends, one of those that {@link Step} names
 * @param because why, one line for people
 */
public record Prediction(ClientReading client, Outcome outcome, Step step, String because) {

    /** What a client comes to. */
    public enum Outcome {
        /** It gets its token, after a login where there is a person to log in, or needs none. */
        CONNECTS,
        /** It would, with a client identifier or another credential that somebody has to give it first. */
        NEEDS_CREDENTIALS,
        /** It does not connect, whatever it is given. */
        FAILS,
        /** What it would see is not in the survey: the probe did not ask there, or was not to go where it led. */
        UNKNOWN;

        /** As it is spelt outside. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** For people. */
        public String words() {
            return this == UNKNOWN ? "cannot be told" : toString();
        }
    }

    /** The steps of a client's way, in their order. */
    public enum Step {
        /** Reaching the server. */
        REQUEST("the request"),
        /** Reading the refusal. */
        CHALLENGE("the challenge"),
        /** Protected resource metadata (RFC 9728). */
        RESOURCE_METADATA("protected resource metadata"),
        /** Authorization server metadata (RFC 8414). */
        SERVER_METADATA("authorization server metadata"),
        /** A client identifier: registered by hand, a metadata document, or dynamic registration (RFC 7591). */
        REGISTRATION("client registration"),
        /** The authorization request and its token (RFC 6749, RFC 7636). */
        AUTHORIZATION("authorization"),
        /** The MCP request with the token. */
        CONNECTED("connected");

        private final String words;

        Step(String words) {
            this.words = words;
        }

        /** As it is spelt outside. */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** For people. */
        @Override
        public String toString() {
            return words;
        }
    }
}
