package dev.mcpauthfix.runtime.login;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Decides whether a URL may be shown to a person, and whether it may be a program's argument (attack S4, CVE-2025-6514). */
final class BrowserAddress {

    private BrowserAddress() {}

    /** Whether the URI is a page of the web: https, or http on loopback. */
    static boolean isWebPage(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null) {
            return false;
        }
        return "https".equalsIgnoreCase(uri.getScheme())
                || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(host));
    }

    /** The URI as a program's argument, null where it holds what a shell behind that program could take for its own. */
    static @Nullable String argument(URI uri) {
        String text = uri.toASCIIString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || "\"'`\\<>|^".indexOf(c) >= 0) {
                return null;
            }
        }
        try {
            boolean plain = isWebPage(new URI(text)) && !text.contains("$(") && !text.contains("${");
            return plain ? text : null;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost") || host.equals("[::1]")) {
            return true;
        }
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) != '.' && (host.charAt(i) < '0' || host.charAt(i) > '9')) {
                return false;
            }
        }
        return host.startsWith("127.");
    }
}
