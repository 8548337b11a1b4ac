package dev.mcpauthfix.client.strict;

import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

/** Looks for protected resource metadata at the well-known addresses (RFC 9728, section 3.1), whatever the challenge says. */
public final class WellKnownClient {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private WellKnownClient() {}

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, WellKnownClient::countTools);
    }

    private static int countTools(Server server) {
        return Connection.countTools(server, new OwnOAuth(server.url(), WellKnownClient::places));
    }

    private static List<ResourceMetadata> places(URI mcp, HttpResponse.ResponseInfo unauthorized) {
        String origin = mcp.getScheme() + "://" + mcp.getRawAuthority();
        return List.of(
                new ResourceMetadata(URI.create(origin + WELL_KNOWN + mcp.getRawPath()), mcp.toString()),
                new ResourceMetadata(URI.create(origin + WELL_KNOWN), origin));
    }
}
