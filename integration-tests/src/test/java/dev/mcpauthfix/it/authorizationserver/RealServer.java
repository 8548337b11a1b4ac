package dev.mcpauthfix.it.authorizationserver;

import java.io.IOException;

/** A running authorization server that somebody else made. */
interface RealServer extends AutoCloseable {

    /** The issuer identifier, which an MCP server names. */
    String issuer();

    /** Where the keys are that its access tokens are signed with. */
    String keys();

    /** Drops a client, as an administrator or a lost database would. */
    void forget(String clientId) throws IOException, InterruptedException;

    @Override
    void close();
}
