package dev.mcpauthfix.engine.policy;

/** Makes a server's words fit for a log line or a terminal (attack S13). */
public final class ServerText {

    private static final int MAX_LENGTH = 200;

    private ServerText() {}

    /** The text in quotes, as {@link #plain} makes it; quotes within become apostrophes. */
    public static String quote(String text) {
        return '"' + plain(text).replace('"', '\'') + '"';
    }

    /** At most 200 characters of the text, without line breaks, control and format characters. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (plain.length() == MAX_LENGTH) {
                return plain.append("...").toString();
            }
            if (isPlain(text.charAt(i))) {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
