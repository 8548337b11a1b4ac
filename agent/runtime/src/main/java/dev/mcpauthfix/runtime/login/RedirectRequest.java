package dev.mcpauthfix.runtime.login;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What a client of the redirection endpoint asked.
 *
 * @param method the HTTP method
 * @param path the path, still encoded
 * @param query the query, still encoded, empty for none
 * @param host the {@code Host} header, empty for none
 */
record RedirectRequest(String method, String path, String query, String host) {

    /** Method and path only: the query holds the code. */
    @Override
    public String toString() {
        return "RedirectRequest[" + method + " " + path + "]";
    }

    private static final int BYTES = 16 * 1024;
    private static final int LIMIT_MILLIS = 5_000;

    /** Reads a request's head; null where it is malformed, too long or too slow. */
    static @Nullable RedirectRequest read(InputStream in, Clock clock) throws IOException {
        long end = clock.millis() + LIMIT_MILLIS;
        ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
        int matched = 0;
        while (matched < 4) {
            int b = in.read();
            head.write(b);
            if (b < 0 || head.size() == BYTES || clock.millis() > end) {
                return null;
            }
            boolean expected = b == (matched % 2 == 0 ? '\r' : '\n');
            matched = expected ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return parse(head.toString(StandardCharsets.ISO_8859_1));
    }

    private static @Nullable RedirectRequest parse(String head) {
        int endOfLine = head.indexOf('\r');
        StringTokenizer words = new StringTokenizer(head.substring(0, endOfLine), " ");
        if (words.countTokens() != 3 || hasControlCharacter(head, endOfLine)) {
            return null;
        }
        String method = words.nextToken();
        String target = words.nextToken();
        if (!target.startsWith("/") || !words.nextToken().startsWith("HTTP/1.")) {
            return null;
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        return new RedirectRequest(method, path, mark < 0 ? "" : target.substring(mark + 1), host(head, endOfLine));
    }

    /** A bare line feed, say, is no part of a request line (RFC 9112, section 2.2). */
    private static boolean hasControlCharacter(String head, int end) {
        for (int i = 0; i < end; i++) {
            if (Character.isISOControl(head.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String host(String head, int start) {
        StringTokenizer lines = new StringTokenizer(head.substring(start), "\r\n");
        while (lines.hasMoreTokens()) {
            String line = lines.nextToken();
            if (line.regionMatches(true, 0, "host:", 0, 5)) {
                return line.substring(5).trim().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /** The first value of each parameter, decoded; null where the query is malformed. */
    @Nullable
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        StringTokenizer pairs = new StringTokenizer(query, "&");
        try {
            while (pairs.hasMoreTokens()) {
                String pair = pairs.nextToken();
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.putIfAbsent(decode(name), decode(value));
            }
            return parameters;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
