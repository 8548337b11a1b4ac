package dev.mcpauthfix.it.authorization;

/** What an authorization server may do wrong; each is met in the field. */
public enum Fault {
    /** The metadata paths answer 200 with a web page, as single-page applications do. */
    METADATA_IS_A_WEB_PAGE,
    /** The metadata's issuer is on another host (RFC 8414, section 3.3). */
    METADATA_NAMES_ANOTHER_ISSUER,
    /** The registration endpoint answers 403 to everyone. */
    REGISTRATION_IS_REFUSED,
    /** The authorization endpoint redirects back with {@code invalid_target} where it is given a resource (RFC 8707). */
    RESOURCE_IS_REFUSED,
    /** The person denies access. */
    ACCESS_IS_DENIED,
    /** The redirect carries another {@code state} than the request. */
    STATE_IS_WRONG,
    /** The redirect carries another {@code iss} than the metadata (RFC 9207). */
    ISS_IS_WRONG,
    /** The token endpoint answers 503. */
    TOKEN_ENDPOINT_IS_DOWN,
    /** The token response is a form, as GitHub sends it. */
    TOKEN_RESPONSE_IS_A_FORM,
    /** The token response says {@code "expires_in": "3600"}. */
    EXPIRES_IN_IS_A_STRING,
    /** The token response says {@code "token_type": "bearer"}. */
    TOKEN_TYPE_IS_LOWER_CASE
}
