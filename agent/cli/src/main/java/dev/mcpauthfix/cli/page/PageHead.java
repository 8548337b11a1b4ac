package dev.mcpauthfix.cli.page;

/** The head of a page that stands alone: it loads nothing, runs nothing, and its policy forbids both. */
public final class PageHead {

    /** Nothing may be loaded or run; the one style sheet is within. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private PageHead() {}

    /** Writes the whole head element, with a style sheet of our own. */
    public static void write(String title, String sheet, Markup page) {
        page.open("head");
        page.empty("meta", "charset", "utf-8").line();
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .line();
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        page.empty("meta", "name", "referrer", "content", "no-referrer").line();
        page.element("title", title).line();
        page.style(sheet).close().line();
    }
}
