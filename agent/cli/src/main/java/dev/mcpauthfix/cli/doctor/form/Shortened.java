package dev.mcpauthfix.cli.doctor.form;

/** Texts that have to fit. */
final class Shortened {

    private static final String DOTS = "\u2026";

    private Shortened() {}

    /** At most so many characters; what is too much is taken out of the middle, since both ends of an address tell the most. */
    static String middle(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = (most - 1) / 2;
        int begin = most - 1 - end;
        return text.substring(0, begin) + DOTS + text.substring(text.length() - end);
    }

    /** At most so many characters from the beginning. */
    static String end(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + DOTS;
    }
}
