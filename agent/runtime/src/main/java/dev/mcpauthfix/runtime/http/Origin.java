package dev.mcpauthfix.runtime.http;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port of an http or https URI (RFC 6454, section 4).
 *
 * @param scheme lower case, empty where the URI has none
 * @param host lower case, without brackets and without the final dot, empty where the URI has none
 * @param port the port, the scheme's default where the URI has none
 */
record Origin(String scheme, String host, int port) {

    static Origin of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? 80 : 443;
        return new Origin(scheme, host(uri), port);
    }

    private static String host(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Whether the host is loopback by its very name, without asking a resolver that an attacker may control. */
    boolean isLoopback() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1")
                || (host.startsWith("127.") && isDottedQuad());
    }

    /** Whether the host is a number in any of the forms that some resolver takes for an IP address. */
    boolean isNumber() {
        char last = host.isEmpty() ? 'x' : host.charAt(host.length() - 1);
        int dot = host.lastIndexOf('.');
        return host.indexOf(':') >= 0 || (last >= '0' && last <= '9') || host.startsWith("0x", dot + 1);
    }

    boolean isDottedQuad() {
        int parts = 0;
        int start = 0;
        for (int i = 0; i <= host.length(); i++) {
            if (i == host.length() || host.charAt(i) == '.') {
                if (!isOctet(start, i)) {
                    return false;
                }
                parts++;
                start = i + 1;
            }
        }
        return parts == 4;
    }

    private boolean isOctet(int start, int end) {
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = host.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        boolean leadingZero = end - start > 1 && host.charAt(start) == '0';
        return end > start && end - start <= 3 && !leadingZero && value <= 255;
    }

    /** Host and port, as a message or a {@code CONNECT} names them. */
    String authority() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** The value of the {@code Host} header (RFC 9110, section 7.2): without the scheme's default port. */
    String hostHeader() {
        boolean defaultPort = port == (scheme.equals("http") ? 80 : 443);
        String authority = authority();
        return defaultPort ? authority.substring(0, authority.lastIndexOf(':')) : authority;
    }
}
