package dev.mcpauthfix.client.strict;

/** What the application says when it cannot authorize itself. */
final class AuthorizationFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuthorizationFailure(String message) {
        super(message);
    }
}
