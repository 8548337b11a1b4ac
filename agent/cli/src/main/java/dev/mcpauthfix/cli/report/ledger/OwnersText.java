package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.Figures;
import dev.mcpauthfix.cli.report.ObservationFindings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What to send to the owner of a server: what it answers, what the specification expects, and the line to add. */
final class OwnersText {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    /** Where the address cannot be read. */
    private static final String SOMEWHERE = "https://<your host>" + WELL_KNOWN + "/<path of your MCP endpoint>";

    private OwnersText() {}

    static String noHint(ServerEvidence server) {
        String rung = server.rung();
        String place = metadata(server.address());
        boolean published = rung != null && Rungs.isResourceMetadata(rung);
        return head(server, "Its 401 does not say where to log in.")
                + """
                The server refuses calls without a token, and its WWW-Authenticate header has no
                resource_metadata parameter. MCP clients look for it there (RFC 9728, section 5.1),
                and without it they cannot log in.

                To mend it, add it to every 401:

                """
                + header(place)
                + (published ? "" : document(server.address(), place))
                + check(server.address());
    }

    static String deadHint(ServerEvidence server) {
        String place = metadata(server.address());
        return head(server, "The resource_metadata of its 401 leads to nothing.")
                + """
                The WWW-Authenticate header of its 401 names protected resource metadata (RFC 9728,
                section 5.1), but no authorization server is found from there. Clients that rely on it
                cannot log in.
                """
                + reason(server)
                + "\nTo mend it, have the header name a document that is there:\n\n"
                + header(place)
                + document(server.address(), place)
                + check(server.address());
    }

    static String broken(ServerEvidence server) {
        String place = metadata(server.address());
        return head(server, "Its authorization metadata cannot be used.")
                + """
                Clients find metadata of it that they must not use (RFC 9728, section 3.3; RFC 8414,
                section 3.3): the resource has to be this server's address, and the issuer the very one
                that the authorization server's own metadata names.
                """
                + reason(server)
                + "\nTo mend it, have every 401 name the metadata (RFC 9728, section 5.1):\n\n"
                + header(place)
                + document(server.address(), place)
                + check(server.address());
    }

    static String tokenRefused(ServerEvidence server) {
        String status = server.falseStatus();
        return head(server, "It refuses the tokens of its own authorization server.")
                + "Its authorization server gave out a token for this resource (RFC 8707, section 2):\n\n    "
                + server.address()
                + "\n\nThe call with that token was answered with "
                + (status == null || status.equals("0") ? "an error" : "status " + status)
                + """
                .

                To mend it, have it accept tokens with this audience, or say in WWW-Authenticate, by error,
                error_description and scope, what the token lacks (RFC 6750, section 3).
                """;
    }

    private static String head(ServerEvidence server, String what) {
        return "MCP server " + server.address() + "\n" + what + "\n\n"
                + (server.refused() == 0
                        ? ""
                        : "Seen on " + Figures.of(server.refused(), "call") + " from "
                                + Figures.of(server.jvms(), "JVM") + ".\n");
    }

    private static String header(String place) {
        return "    WWW-Authenticate: Bearer resource_metadata=\"" + place + "\"\n";
    }

    private static String document(String address, String place) {
        return "\nAnd publish this document there, with your authorization server's issuer (RFC 9728,\nsection 3):\n\n"
                + "    GET " + place + "\n"
                + "    Content-Type: application/json\n\n"
                + "    {\"resource\": \"" + address.replace("\\", "").replace("\"", "") + "\",\n"
                + "     \"authorization_servers\": [\"https://<your authorization server>\"]}\n";
    }

    private static String check(String address) {
        String quoted = address.replace("'", "");
        return "\nTo check it:  curl -si -X POST '" + quoted + "' | grep -i www-authenticate\n";
    }

    private static String reason(ServerEvidence server) {
        ObservationFindings observation = server.observation();
        return observation == null || observation.reason() == null
                ? ""
                : "\nSeen there: " + observation.reason() + "\n";
    }

    /** The well-known path goes between host and path (RFC 9728, section 3.1); a path of "/" alone is none. */
    private static String metadata(String address) {
        URI uri = uri(address);
        if (uri == null) {
            return SOMEWHERE;
        }
        String path = uri.getRawPath() == null || uri.getRawPath().equals("/") ? "" : uri.getRawPath();
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority() + WELL_KNOWN + path;
    }

    private static @Nullable URI uri(String address) {
        try {
            URI uri = new URI(address);
            return uri.getScheme() == null || uri.getRawAuthority() == null ? null : uri;
        } catch (URISyntaxException anybodysText) {
            return null;
        }
    }
}
