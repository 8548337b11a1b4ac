package dev.mcpauthfix.cli.page;

/** A foreign text as HTML and XML take it (attack S13): nothing in it is markup, invisible, or turns the reading direction. */
public final class Escaped {

    /** Longer than any server's address or owner's text should be, in characters. */
    private static final int MAX_LENGTH = 4000;

    private Escaped() {}

    /** Appends at most 4,000 characters of a text, with dots where it is longer. */
    public static void append(String text, StringBuilder out) {
        int end = Math.min(text.length(), MAX_LENGTH);
        for (int i = 0; i < end; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            append(c, out);
        }
        if (end < text.length()) {
            out.append("...");
        }
    }

    private static void append(int c, StringBuilder out) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> {
                if (c == '\n' || isSeen(c)) {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
