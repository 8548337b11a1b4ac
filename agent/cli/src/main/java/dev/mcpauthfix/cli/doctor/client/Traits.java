package dev.mcpauthfix.cli.doctor.client;

/**
 * How a client with OAuth goes from a 401 to a login; every part is a fact of its sources.
 *
 * @param challenge what it makes of {@code WWW-Authenticate}
 * @param resource how it looks for protected resource metadata (RFC 9728)
 * @param server how it looks for authorization server metadata (RFC 8414)
 * @param login what it demands before the login
 */
record Traits(ChallengeTraits challenge, ResourceTraits resource, ServerTraits server, LoginTraits login)
        implements Behaviour {}
