package dev.mcpauthfix.engine.policy;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs may carry what, told from their text alone; what a host name resolves to is the fetcher's to check.
 *
 * <p>Every URI given here is absolute, http or https, and has a host: {@link #parse} answers only such.
 */
public final class UrlRules {

    /** In characters; a longer one would fit neither into a program's argument nor into a line for people. */
    private static final int MAX_LENGTH = 4096;

    private UrlRules() {}

    /** Reads an absolute http or https URL of usual length without user information and fragment; null for anything else. */
    public static @Nullable URI parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            URI uri = new URI(text);
            boolean plain = isWeb(uri) && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return plain && !isDisguisedAddress(uri.getHost()) ? uri : null;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    /** Whether a URI is absolute, http or https, and names a host. */
    public static boolean isWeb(URI uri) {
        return uri.getHost() != null && (isHttps(uri) || "http".equalsIgnoreCase(uri.getScheme()));
    }

    /**
     * Whether secrets may travel to this URL for the sake of that MCP server: https, or http on loopback, and loopback only
     * where the MCP server itself is on loopback (attacks S1, S17).
     */
    public static boolean isConfidential(URI uri, URI mcpUri) {
        return isLoopback(uri) ? isLoopback(mcpUri) : isHttps(uri);
    }

    /** Whether the host is this machine by name or by literal address; nothing is resolved. */
    public static boolean isLoopback(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            try {
                return InetAddress.getByName(host).isLoopbackAddress();
            } catch (UnknownHostException malformed) {
                return false;
            }
        }
        return host.equals("localhost") || host.endsWith(".localhost") || (host.startsWith("127.") && isIpv4(host));
    }

    /** Whether scheme, host and effective port are the same (RFC 6454, section 5). */
    public static boolean sameOrigin(URI one, URI other) {
        return origin(one).equals(origin(other));
    }

    /** The origin as text: lower case, without a default port and without "/". */
    public static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = port(uri);
        boolean usual = port == (isHttps(uri) ? 443 : 80);
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
    }

    /** The effective port. */
    public static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : isHttps(uri) ? 443 : 80;
    }

    /**
     * Whether whoever owns the MCP server's host also owns this URL: the same origin, or https on a host below the MCP
     * server's own. Never the whole registrable domain, whose other hosts may be other people's (attack S7).
     */
    public static boolean isOwnedWith(URI uri, URI mcpUri) {
        if (sameOrigin(uri, mcpUri)) {
            return true;
        }
        String owner = mcpUri.getHost().toLowerCase(Locale.ROOT);
        return isHttps(uri)
                && !isIpv4(owner)
                && uri.getHost().toLowerCase(Locale.ROOT).endsWith("." + owner);
    }

    /**
     * Whether a resource identifier covers a URL: the same origin, and the path equal or a prefix of whole segments (rule
     * R3). One trailing "/" makes no difference; a resource with a query covers only that query.
     */
    public static boolean covers(URI resource, URI uri) {
        String query = resource.getRawQuery();
        if (!sameOrigin(resource, uri) || (query != null && !query.equals(uri.getRawQuery()))) {
            return false;
        }
        String path = uri.getRawPath();
        String prefix = withoutTrailingSlash(resource.getRawPath());
        return !climbs(path)
                && path.startsWith(prefix)
                && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    /** The same URL without user information, query and fragment, otherwise byte for byte. */
    public static URI bare(URI uri) {
        String authority = uri.getRawAuthority();
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        return URI.create(uri.getScheme() + "://" + hostAndPort + uri.getRawPath());
    }

    /** A path without one trailing "/", so that the root's is empty. */
    public static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** A server would resolve such a path to something outside the prefix that we see. */
    private static boolean climbs(String path) {
        String read = path.toLowerCase(Locale.ROOT)
                .replace("%25", "%")
                .replace("%2e", ".")
                .replace("%2f", "/")
                .replace("%5c", "/");
        return read.contains("/..");
    }

    /** Java takes 2130706433 and 0x7f000001 for names, where browsers and resolvers take them for 127.0.0.1 (attack S1). */
    private static boolean isDisguisedAddress(String host) {
        return host.indexOf('.') < 0 && (isIpv4(host) || host.startsWith("0x") || host.startsWith("0X"));
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean isIpv4(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
