package dev.mcpauthfix.engine.token;

/** What came of a refresh (rule R16). */
public sealed interface RefreshResult {

    /** New tokens. */
    record Refreshed(IssuedTokens issued) implements RefreshResult {}

    /** The refresh token is worth nothing any more; the client still is. */
    record TokensLost(String reason) implements RefreshResult {}

    /** The authorization server disowns the client, and with it the tokens. */
    record ClientLost(String reason) implements RefreshResult {}

    /** The authorization server refused for another reason: nothing is lost, but this refresh token does not help now. */
    record Refused(String reason) implements RefreshResult {}

    /** No usable answer: nothing is lost. */
    record Unavailable(String reason) implements RefreshResult {}
}
