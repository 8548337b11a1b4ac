package dev.mcpauthfix.it.authorization;

import java.time.Instant;

/**
 * An issued access token.
 *
 * @param resource the resource indicator it was issued for (RFC 8707), empty where the client sent none
 */
record AccessToken(String value, String clientId, String resource, String scope, Instant expires) {}
