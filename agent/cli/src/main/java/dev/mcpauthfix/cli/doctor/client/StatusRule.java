package dev.mcpauthfix.cli.doctor.client;

import static dev.mcpauthfix.cli.doctor.client.Then.GIVE_UP;
import static dev.mcpauthfix.cli.doctor.client.Then.NEXT;
import static dev.mcpauthfix.cli.doctor.client.Then.NEXT_OR_GIVE_UP;
import static dev.mcpauthfix.cli.doctor.client.Then.SKIP;

/** What a client takes a status of a metadata document for; 0 stands for no answer at all. */
enum StatusRule {
    /** Go, for protected resource metadata. */
    ANY_FAILURE_IS_ABSENT("any failure counts as absent, the network's too"),
    /** C#. */
    ANY_STATUS_IS_ABSENT("any status but 2xx counts as absent"),
    /** The specification speaks of documents that are not there, and of nothing else. */
    CLIENT_ERRORS_ARE_ABSENT("a 4xx counts as absent, anything else ends it"),
    /** Spring. */
    NOT_FOUND_OR_UNAUTHORIZED_IS_ABSENT("404 and 401 count as absent, anything else ends it"),
    /** TypeScript, for protected resource metadata at derived addresses. */
    SERVER_ERRORS_SKIP("3xx, 4xx and 502 count as absent, any other 5xx makes it go on without"),
    /** TypeScript, for authorization server metadata. */
    SERVER_ERRORS_BUT_502_END("3xx, 4xx and 502 count as absent, any other 5xx ends it"),
    /** Rust. */
    TRANSIENT_ERRORS_END("5xx, 408, 425 and 429 end it, any other status counts as absent"),
    /** Python, for protected resource metadata. */
    SERVER_ERRORS_FORBID_MORE(
            "any status counts as absent, but after a 5xx or 429 it goes no further without a document"),
    /** Python, for authorization server metadata. */
    SERVER_ERRORS_END_THE_SEARCH("3xx and 4xx count as absent, a 5xx makes it go on without"),
    /** TypeScript, for the address that the challenge names. */
    ANY_STATUS_SKIPS("any status but 2xx makes it go on without"),
    /** Where the address is the server's own word. */
    ANY_FAILURE_ENDS("any failure ends it");

    private final String words;

    StatusRule(String words) {
        this.words = words;
    }

    Then after(int status) {
        if (status == 0) {
            return this == ANY_FAILURE_IS_ABSENT ? NEXT : GIVE_UP;
        }
        boolean serverError = status >= 500;
        return switch (this) {
            case ANY_FAILURE_IS_ABSENT, ANY_STATUS_IS_ABSENT -> NEXT;
            case CLIENT_ERRORS_ARE_ABSENT -> status / 100 == 4 ? NEXT : GIVE_UP;
            case NOT_FOUND_OR_UNAUTHORIZED_IS_ABSENT -> status == 404 || status == 401 ? NEXT : GIVE_UP;
            case SERVER_ERRORS_SKIP -> serverError && status != 502 ? SKIP : NEXT;
            case SERVER_ERRORS_BUT_502_END -> serverError && status != 502 ? GIVE_UP : NEXT;
            case TRANSIENT_ERRORS_END -> serverError || isTransient(status) ? GIVE_UP : NEXT;
            case SERVER_ERRORS_FORBID_MORE -> serverError || status == 429 ? NEXT_OR_GIVE_UP : NEXT;
            case SERVER_ERRORS_END_THE_SEARCH -> serverError ? SKIP : NEXT;
            case ANY_STATUS_SKIPS -> SKIP;
            case ANY_FAILURE_ENDS -> GIVE_UP;
        };
    }

    /** For people. */
    @Override
    public String toString() {
        return words;
    }

    private static boolean isTransient(int status) {
        return status == 408 || status == 425 || status == 429;
    }
}
