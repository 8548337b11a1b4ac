package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;

/** Where a request goes, told apart as RFC 6454 does: what is ours for one origin never follows a redirect to another (attack S8). */
public final class Origins {

    private Origins() {}

    /** Whether scheme, host and effective port of two http or https URIs are the same; never for a URI without a host. */
    public static boolean same(URI one, URI other) {
        return UrlRules.isWeb(one) && UrlRules.isWeb(other) && UrlRules.sameOrigin(one, other);
    }

    /** The port that a request to an http or https URI goes to, which its text need not name. */
    public static int port(URI uri) {
        return UrlRules.port(uri);
    }
}
