package dev.mcpauthfix.it.zoo;

/** The well-known addresses that clients ask for metadata (RFC 8615). */
final class WellKnown {

    static final String ALL = "/.well-known/";

    /** RFC 9728, section 3.1. */
    static final String PROTECTED_RESOURCE = ALL + "oauth-protected-resource";

    /** RFC 8414, section 3. */
    static final String AUTHORIZATION_SERVER = ALL + "oauth-authorization-server";

    private WellKnown() {}
}
