package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.wire.WireResponse;

/** The web pages that stand where documents should. */
final class Pages {

    private Pages() {}

    /** What a single-page application answers for every address that it does not know. */
    static WireResponse application() {
        return WireResponse.html(200, """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Notes</title></head>
                <body><div id="root"></div><script type="module" src="/assets/index.js"></script></body>
                </html>
                """);
    }

    static WireResponse login() {
        return WireResponse.html(200, """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Sign in</title></head>
                <body><form method="post" action="/login"><input name="user"><input name="password" type="password"></form></body>
                </html>
                """);
    }

    static WireResponse badGateway() {
        return WireResponse.html(
                502, "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>");
    }
}
