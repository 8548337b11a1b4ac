package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.IDN;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with an MCP URL that somebody typed, without a word of a password that may stand in it. */
final class UrlMistake {

    private static final String EXPECTED = "; expected one like https://mcp.example.com/mcp";

    /** Where no URL is, its parts are still: the host and what follows its colon (RFC 3986, section 3.2). */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?i)https?://(\\[[^\\]]*\\]|[^/?#:\\s]+)(?::([^/?#]*))?(?=[/?#]|$).*");

    private static final int LAST_PORT = 65535;
    private static final String EXPECTED_PORT = "expected a number from 1 to " + LAST_PORT;

    private UrlMistake() {}

    /** One line, null where there is no mistake. */
    static @Nullable String in(String url) {
        // The host would be what stands before the password ends: somebody else's.
        if (url.lastIndexOf('@') > url.indexOf('#') && url.indexOf('#') >= 0) {
            return withoutUser(url) + " has a # before an @, as a password may have one; expected a URL without user"
                    + " information, and a # that belongs to it as %23";
        }
        String request = withoutFragment(url);
        Matcher parts = AUTHORITY.matcher(request);
        // Before an @ nothing is what it seems to be, and might be said in a message.
        String part = url.indexOf('@') < 0 && parts.matches() ? partMistake(parts.group(1), parts.group(2)) : null;
        if (part != null) {
            return part;
        }
        URI parsed = UrlRules.parse(request);
        if (parsed == null) {
            return withoutUser(url) + " is no URL that an MCP client may use" + EXPECTED
                    + ", with a host and without user information";
        }
        if (parsed.getPort() == 0 || parsed.getPort() > LAST_PORT) {
            return withoutUser(url) + " has a port that is none; " + EXPECTED_PORT;
        }
        return UrlRules.isConfidential(parsed, parsed)
                ? null
                : withoutUser(url) + " is plain http to another host, which would show tokens to the network; expected"
                        + " https, or http on loopback";
    }

    /** The URL as it is asked for: a fragment stays with whoever typed it (RFC 9110, section 7.1). */
    static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }

    /** Fit to be shown: it is not known where in it a password ends, but before the last {@code @}. */
    static String withoutUser(String url) {
        int at = url.lastIndexOf('@');
        return Shown.url(at < 0 ? url : "***" + url.substring(at));
    }

    private static @Nullable String partMistake(String host, @Nullable String port) {
        String shown = "the host \"" + Shown.plain(host) + "\"";
        if (!host.chars().allMatch(c -> c < 128)) {
            String ascii = ascii(host);
            return shown + " has letters that are not ASCII; expected "
                    + (ascii == null ? "letters, digits and hyphens" : ascii + ", which is the same name in ASCII");
        }
        if (host.indexOf('_') >= 0) {
            return shown
                    + " has an underscore (RFC 1123, section 2.1); expected letters, digits and hyphens, as in another"
                    + " name of the server";
        }
        return port == null || port.isEmpty() || isPort(port)
                ? null
                : "the port \"" + Shown.plain(port) + "\" is none; " + EXPECTED_PORT;
    }

    private static boolean isPort(String port) {
        return port.matches("0*[1-9][0-9]{0,4}") && Integer.parseInt(port) <= LAST_PORT;
    }

    private static @Nullable String ascii(String host) {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
