package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;

/** Tells a server that has moved from one that sends people to log in. */
final class Moved {

    private Moved() {}

    /** Whether a redirect leads to the same path, with a "/" more or less, by https, or at another host. */
    static boolean isSamePlace(String url, String location) {
        try {
            URI from = URI.create(url.replace("***", ""));
            URI to = from.resolve(location.replace("***", ""));
            return to.getRawPath() != null
                    && !UrlRules.withoutTrailingSlash(from.getRawPath()).isEmpty()
                    && UrlRules.withoutTrailingSlash(to.getRawPath())
                            .endsWith(UrlRules.withoutTrailingSlash(from.getRawPath()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
