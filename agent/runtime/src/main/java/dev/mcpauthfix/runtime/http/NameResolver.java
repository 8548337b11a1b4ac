package dev.mcpauthfix.runtime.http;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Resolves a name to addresses. A port, so that tests can play a resolver that lies. */
@FunctionalInterface
interface NameResolver {

    /**
     * Resolves a host.
     *
     * @param host a name or an address, without brackets
     * @throws java.net.UnknownHostException where there is no such name
     */
    List<InetAddress> resolve(String host) throws IOException;
}
