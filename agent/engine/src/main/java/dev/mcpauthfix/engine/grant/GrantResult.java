package dev.mcpauthfix.engine.grant;

/** What came of asking for a token. */
public sealed interface GrantResult {

    /** A token. */
    record Granted(TokenAnswer.Issued tokens) implements GrantResult {}

    /**
     * The authorization server said no.
     *
     * @param disownsClient whether another client might be welcome
     * @param mayBeAboutResource whether the same without a resource indicator might be
     * @param reason one line for people
     */
    record Rejected(boolean disownsClient, boolean mayBeAboutResource, String reason) implements GrantResult {}

    /** Nobody came back from the login page. */
    record Abandoned(String reason) implements GrantResult {}

    /** Anything else: the network, a forged redirect, a plaintext endpoint. */
    record Failed(String reason) implements GrantResult {}

    /** What a token endpoint's answer means for the grant. */
    static GrantResult of(TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Issued issued) {
            return new Granted(issued);
        }
        if (answer instanceof TokenAnswer.Rejected rejected) {
            return new Rejected(rejected.disownsClient(), rejected.error().equals("invalid_target"), rejected.reason());
        }
        return new Failed(((TokenAnswer.Unavailable) answer).reason());
    }
}
