package dev.mcpauthfix.it.authorization;

import java.net.URI;
import java.util.List;

/**
 * A registered client (RFC 7591, section 2).
 *
 * @param secret empty for a public client
 * @param authMethod the {@code token_endpoint_auth_method} it must use, empty for any that fits its secret
 */
record Client(String id, String secret, String name, List<String> redirectUris, String authMethod) {

    /** Whether a redirection URI is registered: by plain string comparison, or with any port on loopback where allowed. */
    boolean mayRedirectTo(String uri, boolean anyLoopbackPort) {
        return redirectUris.isEmpty()
                || redirectUris.contains(uri)
                || (anyLoopbackPort
                        && redirectUris.stream()
                                .anyMatch(known -> withoutPort(known).equals(withoutPort(uri))));
    }

    private static String withoutPort(String text) {
        URI uri = URI.create(text);
        return uri.getScheme() + "://" + uri.getHost() + uri.getRawPath();
    }
}
