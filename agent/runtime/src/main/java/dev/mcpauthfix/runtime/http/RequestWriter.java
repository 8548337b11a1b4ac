package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import dev.mcpauthfix.engine.port.HttpFetcher.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Writes a request (RFC 9112, section 3) with the given headers and our own, and nothing of the application's (attack S18). */
final class RequestWriter {

    static final String USER_AGENT = "mcp-auth-fix";

    private RequestWriter() {}

    static void write(Request request, URI uri, boolean proxied, OutputStream out) throws IOException {
        byte[] body = request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(256);
        Origin origin = Origin.of(uri);
        head.append(request.method()).append(' ').append(target(uri, origin, proxied));
        head.append(" HTTP/1.1\r\nHost: ").append(origin.hostHeader()).append("\r\n");
        boolean named = false;
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            named |= name.equals("user-agent");
            if (!isOurs(name)) {
                head.append(checked(header.getKey()))
                        .append(": ")
                        .append(checked(header.getValue()))
                        .append("\r\n");
            }
        }
        if (!named) {
            // Some gateways turn a request without a name away.
            head.append("User-Agent: " + USER_AGENT + "\r\n");
        }
        if (request.body() != null || request.method().equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        send(head.toString().getBytes(StandardCharsets.ISO_8859_1), body, out);
    }

    private static void send(byte[] head, byte[] body, OutputStream out) throws IOException {
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        out.write(message);
        out.flush();
    }

    private static String target(URI uri, Origin origin, boolean proxied) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
        return (proxied ? "http://" + origin.hostHeader() : "") + path + query;
    }

    private static boolean isOurs(String name) {
        return name.equals("host") || name.equals("content-length") || name.equals("connection");
    }

    /** A line break in a header would be a second header (attack S13). */
    private static String checked(String text) throws RefusedByPolicy {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                throw new RefusedByPolicy(
                        Cause.ADDRESS, "a header of the request holds a character that no header may hold");
            }
        }
        return text;
    }
}
