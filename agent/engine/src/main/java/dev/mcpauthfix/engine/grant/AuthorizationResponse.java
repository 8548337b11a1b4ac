package dev.mcpauthfix.engine.grant;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.policy.ServerText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the redirect back meant (RFC 6749, section 4.1.2), after it was checked to answer our request. */
sealed interface AuthorizationResponse {

    /** The authorization code. */
    record Code(Secret code) implements AuthorizationResponse {}

    /** The authorization server said no. */
    record Denied(String error, String reason) implements AuthorizationResponse {}

    /** Not an answer to our request: none of its words are shown. */
    record Foreign(String reason) implements AuthorizationResponse {}

    /** Checks state and issuer first, and only then looks at anything else (rule R13). */
    static AuthorizationResponse parse(Map<String, String> parameters, AuthorizationRequest request) {
        String state = parameters.get("state");
        if (state == null || !Secret.of(state).equals(request.state())) {
            return new Foreign("the redirect carried another state than the authorization request; log in again");
        }
        String issuerProblem = issuerProblem(parameters.get("iss"), request);
        if (!issuerProblem.isEmpty()) {
            return new Foreign(issuerProblem);
        }
        String error = parameters.get("error");
        if (error != null && !error.isEmpty()) {
            String description = parameters.getOrDefault("error_description", "");
            return new Denied(
                    error,
                    "the authorization server refused: " + ServerText.quote(error)
                            + (description.isEmpty() ? "" : " " + ServerText.quote(description))
                            + advice(error));
        }
        String code = parameters.get("code");
        return code == null || code.isEmpty()
                ? new Foreign("the redirect carried neither a code nor an error; log in again")
                : new Code(Secret.of(code));
    }

    /** Empty where {@code iss} is as it must be; compared as it is, without normalisation (RFC 9207, section 2.4). */
    private static String issuerProblem(@Nullable String iss, AuthorizationRequest request) {
        String issuer = request.server().issuer();
        if (iss != null) {
            return iss.equals(issuer)
                    ? ""
                    : "the redirect came from issuer " + ServerText.quote(iss) + ", the request went to "
                            + ServerText.quote(issuer) + " (RFC 9207); the code was not used";
        }
        return request.server().issParameterSupported()
                ? "the redirect has no iss parameter although issuer " + ServerText.quote(issuer)
                        + " promises one (RFC 9207); the code was not used"
                : "";
    }

    private static String advice(String error) {
        return switch (error) {
            case "access_denied" -> "; log in again to change that";
            case "invalid_scope" -> "; set scope to what the server knows";
            case "invalid_target" -> TokenEndpoint.RESOURCE_KEPT;
            case "unauthorized_client", "invalid_client" -> "; set client.id to a client it accepts";
            default -> "";
        };
    }
}
