package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.runtime.probe.Exchange.Purpose;

/** What a request is for, and what the specifications expect of its answer. */
final class PurposeWords {

    private PurposeWords() {}

    static String of(Purpose purpose) {
        return switch (purpose) {
            case MCP_REQUEST -> "MCP request without a token";
            case RESOURCE_METADATA -> "protected resource metadata";
            case SERVER_METADATA -> "authorization server metadata";
            case ASSUMED_ENDPOINT -> "authorization endpoint that MCP 2025-03-26 assumes";
            case REGISTRATION -> "client registration";
            case MCP_REQUEST_WITH_TOKEN -> "MCP request with a token";
        };
    }

    static String expected(Purpose purpose) {
        return switch (purpose) {
            case MCP_REQUEST ->
                "401 with WWW-Authenticate: Bearer resource_metadata=\"<address>\" (RFC 9728, section 5.1), or 2xx where no token is needed";
            case RESOURCE_METADATA ->
                "200 with a JSON object, where the challenge says so or this address is the server's (RFC 9728, sections 3.1 and 3.2)";
            case SERVER_METADATA -> "200 with a JSON object, at the issuer's address (RFC 8414, sections 3.1 and 3.2)";
            case ASSUMED_ENDPOINT -> "a login page or an OAuth error, where there is no metadata (MCP 2025-03-26)";
            case REGISTRATION -> "201 with a client identifier (RFC 7591, section 3.2.1)";
            case MCP_REQUEST_WITH_TOKEN -> "2xx (RFC 6750, section 2.1; RFC 8707, section 2)";
        };
    }
}
