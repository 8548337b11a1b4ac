package dev.mcpauthfix.cli.report.ledger;

/** What the classes of failures mean. */
final class FailureWords {

    private FailureWords() {}

    static String of(String failure) {
        return switch (failure) {
            case "not-oauth" -> "the server wants something other than OAuth, an API key say";
            case "no-hint" -> "strict discovery, and the server gives no hint";
            case "invalid-metadata" -> "metadata was found and is wrong";
            case "unreachable" -> "the metadata or the authorization server cannot be reached";
            case "needs-client" -> "a client identifier is needed and there is none";
            case "needs-person" -> "somebody has to log in or to consent";
            case "authorization-server" -> "the authorization server answered with an error";
            case "token-refused" -> "the MCP server refused the token too";
            case "budget" -> "a bound of the settings was reached";
            case "unprotected" -> "a token would travel unprotected";
            case "other" -> "something else, see the reasons in the audit log";
            default -> "a class that this version does not know";
        };
    }
}
