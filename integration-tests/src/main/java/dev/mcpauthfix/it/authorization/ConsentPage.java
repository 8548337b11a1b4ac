package dev.mcpauthfix.it.authorization;

import java.util.Map;

/** The page that asks a person; plain HTML, no script. */
final class ConsentPage {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Authorize</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 12vh auto; padding: 0 1rem; color: #222 }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; overflow-wrap: anywhere }
            dt { color: #666 } dd { margin: 0 }
            button { font: inherit; padding: .4rem 1.2rem; margin: 1rem .5rem 0 0 }
            </style>
            </head>
            <body>
            %s
            </body>
            </html>
            """;

    private ConsentPage() {}

    static String ask(String clientName, String decisionPath, String requestId, Map<String, String> parameters) {
        String body = """
                <h1>%s wants access</h1>
                <dl>
                <dt>to</dt><dd>%s</dd>
                <dt>scope</dt><dd>%s</dd>
                <dt>answers to</dt><dd>%s</dd>
                </dl>
                <form method="post" action="%s">
                <input type="hidden" name="request" value="%s">
                <button name="decision" value="approve">Approve</button>
                <button name="decision" value="deny">Deny</button>
                </form>""".formatted(
                        escape(clientName),
                        escape(parameters.getOrDefault("resource", "this server")),
                        escape(parameters.getOrDefault("scope", "everything it offers")),
                        escape(parameters.getOrDefault("redirect_uri", "")),
                        decisionPath,
                        requestId);
        return FRAME.formatted(body);
    }

    static String message(String text) {
        return FRAME.formatted("<h1>" + escape(text) + "</h1>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
