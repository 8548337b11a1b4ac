package dev.mcpauthfix.runtime.login;

import java.nio.charset.StandardCharsets;

/**
 * The pages of the redirection endpoint: fixed text, since what a redirect says comes from anywhere (attack S11), and an error
 * text must not be shown before the issuer is checked (RFC 9207, section 2.4).
 */
enum Page {
    LOGGED_IN("200 OK", "You can close this window", "The login is complete. The application goes on by itself."),
    NOT_LOGGED_IN(
            "200 OK",
            "The login was not completed",
            "The authorization server did not grant access. You can close this window; the application's log says more."),
    WRONG_STATE(
            "400 Bad Request",
            "This is not the login that the application waits for",
            "Perhaps it belongs to an earlier attempt. Please use the newest login page."),
    ANSWERED("410 Gone", "This login is over", "The application has its answer. You can close this window."),
    MALFORMED("400 Bad Request", "This request makes no sense here", "Expected the redirect of a login."),
    WRONG_HOST("403 Forbidden", "This page is for this machine only", "Expected a request to the loopback address."),
    NOT_FOUND("404 Not Found", "There is nothing here", "Expected the redirect of a login."),
    NOT_GET("405 Method Not Allowed", "This request makes no sense here", "Expected a GET.");

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>@title@</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto 0; padding: 0 1.5rem; }
            h1 { font-size: 1.5rem; font-weight: 600; }
            footer { margin-top: 3rem; font-size: .85rem; opacity: .6; }
            </style>
            </head>
            <body>
            <h1>@title@</h1>
            <p>@text@</p>
            <footer>mcp-auth-fix</footer>
            </body>
            </html>
            """;

    private final String status;
    private final String title;
    private final String text;

    Page(String status, String title, String text) {
        this.status = status;
        this.title = title;
        this.text = text;
    }

    /** The whole HTTP answer. */
    byte[] answer() {
        String html = HTML.replace("@title@", escape(title)).replace("@text@", escape(text));
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\n"
                + (this == NOT_GET ? "Allow: GET\r\n" : "")
                + "Content-Type: text/html; charset=utf-8\r\n"
                + "Content-Length: " + body.length + "\r\n"
                + "Cache-Control: no-store\r\n"
                + "Referrer-Policy: no-referrer\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\n"
                + "Connection: close\r\n\r\n";
        return (head + html).getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
    }
}
