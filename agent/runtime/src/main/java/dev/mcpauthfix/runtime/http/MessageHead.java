package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Status line and header lines of an HTTP/1.1 answer (RFC 9112, sections 4 and 5).
 *
 * @param status the status code
 * @param headers header values by lower-case name
 */
record MessageHead(int status, Map<String, List<String>> headers) {

    private static final int LINE_BYTES = 8 * 1024;
    private static final int LINES = 100;
    private static final int INTERIM_ANSWERS = 5;

    /** Reads the head of the final answer, past interim ones. */
    static MessageHead read(InputStream in) throws IOException {
        for (int interim = 0; interim <= INTERIM_ANSWERS; interim++) {
            int status = status(readLine(in));
            Map<String, List<String>> headers = readHeaders(in);
            if (status >= 200) {
                return new MessageHead(status, headers);
            }
        }
        throw new RefusedByPolicy(Cause.SIZE, "more than " + INTERIM_ANSWERS + " interim answers");
    }

    /** The first value of a header, null where absent. */
    @Nullable
    String header(String lowerCaseName) {
        List<String> values = headers.get(lowerCaseName);
        return values == null ? null : values.get(0);
    }

    private static int status(String line) throws IOException {
        boolean shaped = line.length() >= 12 && line.startsWith("HTTP/1.") && line.charAt(8) == ' ';
        int status = 0;
        for (int i = 9; shaped && i < 12; i++) {
            int digit = line.charAt(i) - '0';
            shaped = digit >= 0 && digit <= 9;
            status = status * 10 + digit;
        }
        if (!shaped || status < 100) {
            throw new IOException("the answer is not HTTP/1.1");
        }
        return status;
    }

    /** Reads header lines up to the empty one; a chunked body's trailers have the same form. */
    static Map<String, List<String>> readHeaders(InputStream in) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (int lines = 0; lines <= LINES; lines++) {
            String line = readLine(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IOException("the answer has a malformed header line");
            }
            // No computeIfAbsent: the first lambda of a JVM costs more than the whole answer.
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            List<String> values = headers.get(name);
            if (values == null) {
                values = new ArrayList<>(1);
                headers.put(name, values);
            }
            values.add(line.substring(colon + 1).trim());
        }
        throw new RefusedByPolicy(Cause.SIZE, "more than " + LINES + " header lines");
    }

    static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed before the answer was complete");
            }
            if (line.size() == LINE_BYTES) {
                throw new RefusedByPolicy(Cause.SIZE, "a header line longer than " + LINE_BYTES + " bytes");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        String content = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        // A bare one is no line break, and must not become one where the value is used (RFC 9112, section 2.2).
        return content.replace('\r', ' ');
    }
}
