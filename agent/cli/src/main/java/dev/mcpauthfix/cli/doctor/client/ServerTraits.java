package dev.mcpauthfix.cli.doctor.client;

import java.util.List;

/**
 * How a client looks for authorization server metadata (RFC 8414; OpenID Connect Discovery 1.0).
 *
 * @param named which addresses it asks of an issuer that protected resource metadata names
 * @param origin which addresses it asks where there is no such metadata
 * @param statuses what it takes failures for
 * @param unreadable what it does where one answers 2xx with something that is no JSON object
 * @param incomplete what it does with a document that lacks a member of {@code members}
 * @param members what a document must have
 * @param openIdMembers what one at an OpenID address must have beyond that
 * @param issuer which {@code issuer} it takes of a named one
 * @param issuerOfOrigin which {@code issuer} it takes at the MCP server's origin
 * @param defaults which endpoints it assumes where there is no metadata
 */
record ServerTraits(
        Named named,
        Origin origin,
        StatusRule statuses,
        Then unreadable,
        Then incomplete,
        List<String> members,
        List<String> openIdMembers,
        IssuerRule issuer,
        IssuerRule issuerOfOrigin,
        Defaults defaults) {

    /** What a document must have so that there is something to go on with. */
    static final List<String> ENDPOINTS = List.of("authorization_endpoint", "token_endpoint");

    /** The same, for those who read the issuer, too. */
    static final List<String> ISSUER_AND_ENDPOINTS = List.of("issuer", "authorization_endpoint", "token_endpoint");

    ServerTraits {
        members = List.copyOf(members);
        openIdMembers = List.copyOf(openIdMembers);
    }

    /** Which addresses of an issuer a client asks. */
    enum Named {
        OAUTH("asks the OAuth address of the first issuer"),
        OAUTH_AND_OPENID("asks the OAuth and OpenID addresses of the first issuer"),
        OPENID_AND_OAUTH("asks the OpenID and OAuth addresses of the first issuer"),
        EACH_ISSUER("asks the OAuth and OpenID addresses of each issuer, and the OAuth address at its root");

        private final String words;

        Named(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Which addresses a client asks where no document names an issuer (MCP 2025-03-26). */
    enum Origin {
        NONE("gives up without protected resource metadata"),
        OAUTH("without protected resource metadata asks the OAuth address at the origin"),
        OAUTH_AND_OPENID("without protected resource metadata asks the OAuth and OpenID addresses at the origin"),
        MCP_PATH_AND_OAUTH(
                "without protected resource metadata asks the addresses of the MCP path, then the OAuth address at the origin");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Which endpoints a client assumes where there is no metadata (MCP 2025-03-26). */
    enum Defaults {
        NONE("assumes no endpoints"),
        WITHOUT_RESOURCE_METADATA("assumes `/authorize` at the origin where nothing names an issuer"),
        AT_ORIGIN("assumes `/authorize` at the MCP server's origin"),
        AT_ISSUER("assumes `/authorize` at the issuer, or at the origin where nothing names one");

        private final String words;

        Defaults(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    String words() {
        String check = "issuer " + issuer;
        if (origin != Origin.NONE && issuerOfOrigin != issuer) {
            check += ", at the origin " + issuerOfOrigin;
        }
        String open = openIdMembers.isEmpty()
                ? ""
                : "; OpenID metadata must have `" + String.join("`, `", openIdMembers) + "`";
        return named + ", where " + statuses + open + "; " + origin + "; " + defaults + "; " + check;
    }
}
