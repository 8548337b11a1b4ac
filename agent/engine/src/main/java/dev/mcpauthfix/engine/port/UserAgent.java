package dev.mcpauthfix.engine.port;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The person's browser, and the loopback redirection endpoint that hears from it (RFC 8252, section 7.3). */
public interface UserAgent {

    /**
     * Tells why no person can be asked in this JVM, in a few words fit for a log line; null when one can.
     *
     * <p>A JVM without a terminal or a desktop never opens a browser nor a listener.
     */
    @Nullable
    String unavailable();

    /**
     * Opens a loopback redirection endpoint for one authorization request.
     *
     * @param preferred the redirection URI of an earlier registration, taken again where its port is free; null for any
     */
    Session open(@Nullable URI preferred) throws java.io.IOException;

    /**
     * Tells why no person can be told a code, in a few words fit for a log line; null when one can. A log that somebody reads is
     * enough.
     */
    @Nullable
    String unavailableForCodes();

    /** Shows a code to type in on another device (RFC 8628, section 3.3); closing the prompt takes it back. */
    CodePrompt show(VerificationCode code);

    /**
     * What the person is told.
     *
     * @param page the page to open, already checked to be https, or http on loopback
     * @param code the code to type in there, visible ASCII
     * @param pageWithCode the same page with the code in it, null where the server offers none
     * @param lifetime how long the code is good for
     */
    record VerificationCode(URI page, String code, @Nullable URI pageWithCode, Duration lifetime) {}

    /** A code on show. */
    interface CodePrompt extends AutoCloseable {

        /** Waits before the authorization server is asked again; false where there is nothing to wait for any more. */
        boolean pause(Duration duration);

        @Override
        void close();
    }

    /** One authorization request's redirection endpoint; closing it closes the listener. */
    interface Session extends AutoCloseable {

        /** The redirection URI that this session listens on. */
        URI redirectUri();

        /**
         * Shows the authorization request to the person and waits for the first well-formed redirect.
         *
         * <p>A redirect whose {@code state} is another is answered with an error page and waited past.
         *
         * @param authorizationRequest the full URI, already checked to be https, or http on loopback
         * @param state the value the redirect must carry
         * @param limit how long to wait
         */
        Outcome authorize(URI authorizationRequest, String state, Duration limit);

        @Override
        void close();
    }

    /** How an authorization request ended. */
    sealed interface Outcome {}

    /** The authorization server redirected back; the parameters are the first value of each name, decoded. */
    record Redirected(Map<String, String> parameters) implements Outcome {

        /** The names only: the code is among the values. */
        @Override
        public String toString() {
            return "Redirected" + parameters.keySet();
        }
    }

    /** Nobody came back in time, or no browser could be shown; the reason is fit for a log line. */
    record Abandoned(String reason) implements Outcome {}
}
