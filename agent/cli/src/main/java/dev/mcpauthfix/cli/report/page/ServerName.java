package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;

/** A server's address, its host more visible than the rest. Never a link: it is an audit file's word. */
final class ServerName {

    /** Characters from which on the type is smaller, since such a name takes many lines. */
    private static final int LONG = 64;

    private ServerName() {}

    static void write(String address, Markup page) {
        int host = address.indexOf("://") < 0 ? 0 : address.indexOf("://") + 3;
        int path = address.indexOf('/', host);
        path = path < 0 ? address.length() : path;
        page.open("span", "class", address.length() > LONG ? "server long" : "server");
        if (host > 0) {
            page.element("span", address.substring(0, host), "class", "soft");
        }
        parts(address.substring(host, path), '.', page);
        if (path < address.length()) {
            page.empty("wbr").open("span", "class", "soft");
            parts(address.substring(path), '/', page);
            page.close();
        }
        page.close();
    }

    /** A line may break after each dot of the host, each slash of the path. */
    private static void parts(String text, char end, Markup page) {
        for (int from = 0; from < text.length(); ) {
            int at = text.indexOf(end, from + 1);
            int to = at < 0 ? text.length() : at + 1;
            page.text(text.substring(from, to));
            if (to < text.length()) {
                page.empty("wbr");
            }
            from = to;
        }
    }
}
