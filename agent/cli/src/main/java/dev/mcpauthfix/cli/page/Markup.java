package dev.mcpauthfix.cli.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Elements, attributes and text: the one way for anything to come onto the page. Names are our own; every value and text is escaped,
 * because it may be an audit file's or a server's. What comes out is well-formed XML as well as HTML.
 */
public final class Markup {

    private final StringBuilder out = new StringBuilder(64 * 1024);
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element; attributes are names and values by turns. */
    public Markup open(String name, String... attributes) {
        tag(name, attributes).append('>');
        open.push(name);
        return this;
    }

    /** Ends the innermost element. */
    public Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element without content. */
    public Markup empty(String name, String... attributes) {
        tag(name, attributes).append("/>");
        return this;
    }

    /** An element with nothing but text in it. */
    public Markup element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** A text, escaped. */
    public Markup text(String text) {
        Escaped.append(text, out);
        return this;
    }

    /** Our own style sheet, which has no character that would have to be escaped. */
    Markup style(String sheet) {
        out.append("<style>").append(sheet).append("</style>");
        return this;
    }

    /** A line break between the parts, for whoever reads the source. */
    public Markup line() {
        out.append('\n');
        return this;
    }

    private StringBuilder tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            Escaped.append(attributes[i + 1], out);
            out.append('"');
        }
        return out;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.toString();
    }
}
