package dev.mcpauthfix.it.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plays the browser and the person in it: {@code java FollowRedirects [--deny] <url>}. Follows redirects until a page comes,
 * presses the button where it is a consent page, and follows on.
 *
 * <p>A JVM is started for each login, so this is one class file on its own and uses nothing heavy.
 */
public final class FollowRedirects {

    private static final int MOST_STEPS = 10;

    private FollowRedirects() {}

    /** Exits with 0 when the last page was a good one, 1 otherwise. */
    public static void main(String[] args) throws IOException {
        String decision = args.length > 1 && args[0].equals("--deny") ? "deny" : "approve";
        URI uri = URI.create(args[args.length - 1]);
        String form = null;
        for (int step = 0; step < MOST_STEPS; step++) {
            HttpURLConnection answer = send(uri, form);
            form = null;
            int status = answer.getResponseCode();
            String page = status < 400 ? body(answer) : "";
            String action = find("<form method=\"post\" action=\"([^\"]+)\"", page);
            if (status / 100 == 3) {
                uri = uri.resolve(answer.getHeaderField("Location"));
            } else if (action != null) {
                uri = uri.resolve(action);
                String request = String.valueOf(find("name=\"request\" value=\"([^\"]+)\"", page));
                form = "decision=" + decision + "&request=" + URLEncoder.encode(request, StandardCharsets.UTF_8);
            } else {
                System.exit(status < 400 ? 0 : 1);
            }
        }
        System.exit(1);
    }

    private static HttpURLConnection send(URI uri, @Nullable String form) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        if (form != null) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(form.getBytes(StandardCharsets.US_ASCII));
        }
        return connection;
    }

    private static String body(HttpURLConnection answer) throws IOException {
        try (InputStream in = answer.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static @Nullable String find(String pattern, String page) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        return matcher.find() ? matcher.group(1) : null;
    }
}
