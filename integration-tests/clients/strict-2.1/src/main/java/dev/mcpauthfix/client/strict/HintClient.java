package dev.mcpauthfix.client.strict;

import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for protected resource metadata where the challenge says that it is (RFC 9728, section 5.1), and nowhere else. */
public final class HintClient {

    private static final Pattern HINT = Pattern.compile("(?:^Bearer |[ ,])resource_metadata=\"([^\"]+)\"");

    private HintClient() {}

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, HintClient::countTools);
    }

    /** Connects with an OAuth of its own and answers how many tools there are. */
    public static int countTools(Server server) {
        return Connection.countTools(server, new OwnOAuth(server.url(), HintClient::places));
    }

    private static List<ResourceMetadata> places(URI mcp, HttpResponse.ResponseInfo unauthorized) {
        List<String> challenges = unauthorized.headers().allValues("WWW-Authenticate");
        for (String challenge : challenges) {
            Matcher hint = HINT.matcher(challenge);
            if (challenge.startsWith("Bearer ") && hint.find()) {
                return List.of(new ResourceMetadata(URI.create(hint.group(1)), mcp.toString()));
            }
        }
        throw new AuthorizationFailure("no resource_metadata in the challenge " + challenges);
    }
}
