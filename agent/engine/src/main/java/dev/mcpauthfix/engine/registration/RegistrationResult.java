package dev.mcpauthfix.engine.registration;

/** What came of looking for a client identifier. */
public sealed interface RegistrationResult {

    /** A client that the authorization server knows. */
    record Ready(ClientRegistration client) implements RegistrationResult {}

    /** No client; the reason says what was tried and what to set. */
    record Refused(String reason) implements RegistrationResult {}
}
