package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.runtime.probe.Exchange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an address redirects to, whether the probe went there or not.
 *
 * @param to an address or a path, without query; empty where the answer does not tell
 */
record Redirect(String to) {

    private static final int AUTHORITY = "https://".length();

    /** Null where it does not redirect. */
    static @Nullable Redirect of(Exchange exchange) {
        String elsewhere = Refusal.redirect(exchange);
        if (elsewhere != null) {
            return new Redirect(withoutQuery(elsewhere));
        }
        if (exchange.status() / 100 == 3) {
            return new Redirect(exchange.header("location").stream()
                    .findFirst()
                    .map(Redirect::withoutQuery)
                    .orElse(""));
        }
        return exchange.answeredBy().equals(exchange.url()) ? null : new Redirect(withoutQuery(exchange.answeredBy()));
    }

    /** Whether both lead to the same host, whatever the path. */
    boolean isToHostOf(Redirect other) {
        return Objects.equals(host(), other.host());
    }

    private String host() {
        int end = to.indexOf('/', Math.min(AUTHORITY, to.length()));
        return end < 0 ? to : to.substring(0, end);
    }

    private static String withoutQuery(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }
}
