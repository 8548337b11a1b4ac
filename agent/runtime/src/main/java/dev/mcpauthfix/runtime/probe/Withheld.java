package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a token that was sent out of what is shown of the answer, which may say it back in any form. Of a body it leaves nothing but
 * whether it was an MCP answer: it may hold what the token gives access to.
 */
final class Withheld {

    /** Fewer characters in a row are a word that both happen to have, unless they are all there is. */
    private static final int SHORTEST = 8;

    private static final String HIDDEN = "***";

    /** What tells an MCP answer from another one. */
    private static final List<String> MEMBERS = List.of("jsonrpc", "result", "error");

    private final List<String> secrets;

    private Withheld(List<String> secrets) {
        this.secrets = secrets;
    }

    /** What must not be shown of these header lines of a request: the credentials, without the name of their scheme. */
    static Withheld of(Map<String, String> headers) {
        List<String> secrets = new ArrayList<>();
        headers.forEach((name, value) -> {
            if (name.equalsIgnoreCase("authorization") || name.equalsIgnoreCase("dpop")) {
                String credentials = value.substring(value.indexOf(' ') + 1);
                if (!credentials.isEmpty()) {
                    secrets.add(credentials);
                }
            }
        });
        return new Withheld(secrets);
    }

    /** The same exchange without them. */
    Exchange from(Exchange exchange) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : List.of("www-authenticate", "content-type")) {
            List<String> values = exchange.header(name);
            if (!values.isEmpty()) {
                headers.put(name, values.stream().map(this::text).toList());
            }
        }
        return new Exchange(
                exchange.purpose(),
                exchange.method(),
                exchange.url(),
                exchange.came(),
                exchange.status(),
                exchange.answeredBy(),
                headers,
                kind(exchange.document()),
                "",
                "",
                text(exchange.reason()),
                exchange.failing(),
                exchange.hops(),
                exchange.millis());
    }

    private static @Nullable JsonObject kind(@Nullable JsonObject document) {
        if (document == null) {
            return null;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        MEMBERS.stream().filter(document::has).forEach(name -> members.put(name, HIDDEN));
        return JsonObject.of(members);
    }

    /** Whatever the text has in common with a secret is hidden, so that a part of one is hidden too. */
    String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int common = common(text, at);
            if (common == 0) {
                shown.append(text.charAt(at));
                at++;
            } else {
                shown.append(HIDDEN);
                at += common;
            }
        }
        return shown.toString();
    }

    /** How many characters from there on stand in a secret as they are, 0 for too few. */
    private int common(String text, int from) {
        int longest = 0;
        for (String secret : secrets) {
            int length = Math.max(longest, Math.min(SHORTEST, secret.length()));
            while (from + length <= text.length() && secret.contains(text.substring(from, from + length))) {
                longest = length;
                length++;
            }
        }
        return longest;
    }
}
