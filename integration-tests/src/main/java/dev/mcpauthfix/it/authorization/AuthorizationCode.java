package dev.mcpauthfix.it.authorization;

/**
 * What an authorization code stands for (RFC 6749, section 4.1.2).
 *
 * @param codeChallenge the S256 code challenge (RFC 7636)
 * @param resource the resource indicator, empty for none
 */
record AuthorizationCode(String clientId, String redirectUri, String codeChallenge, String resource, String scope) {}
