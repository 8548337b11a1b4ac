package dev.mcpauthfix.cli.doctor.form;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Foreign texts in Markdown (attack S13): whatever is not a plain word stands in a code span, where nothing is markup, a link, a mention
 * or HTML.
 */
final class Markdown {

    private static final int MOST = 2000;
    /** A cell that is longer makes a table that nobody reads. */
    private static final int CELL = 240;

    /** Letters, digits and what stands between them in prose; no host name and no file name, which forges turn into links. */
    private static final Pattern PLAIN =
            Pattern.compile("[(\"]?[A-Za-z0-9]+(?:['/,:-][A-Za-z0-9]+)*(?:\\.[0-9]+)*[.,;:)\"?]*|[\u2013\u2014-]");

    /** What people put around a word. */
    private static final Pattern AROUND = Pattern.compile("([(\"]*)(.*?)([.,;:)\"?]*)", Pattern.DOTALL);

    /** Forges turn what looks like a commit, and GH-1, into links. */
    private static final Pattern REFERENCE = Pattern.compile("(?i).*(?:\\bgh-\\d|\\b(?=\\w*\\d)[0-9a-f]{7,}\\b).*");

    private Markdown() {}

    /** A code span with all of the text in it, in one line. */
    static String code(String text) {
        String line = oneLine(text);
        if (line.isEmpty()) {
            return "(nothing)";
        }
        String fence = "`".repeat(longestRun(line) + 1);
        boolean touches = line.startsWith("`") || line.endsWith("`");
        return touches ? fence + " " + line + " " + fence : fence + line + fence;
    }

    /** A code span in a table, where not even a code span keeps a pipe from ending the cell. */
    static String codeCell(String text) {
        return code(forCell(text));
    }

    /** A sentence; its words that are not plain ones are in code spans. */
    static String prose(String text) {
        return Arrays.stream(oneLine(text).split(" "))
                .filter(word -> !word.isEmpty())
                .map(Markdown::word)
                .collect(Collectors.joining(" "));
    }

    /** A sentence in a table. */
    static String proseCell(String text) {
        return prose(forCell(text));
    }

    /** A block of code; no line in it can end it. */
    static String block(String language, String text) {
        String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        String name = language.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+-]", "");
        return fence + name + "\n" + text.stripTrailing() + "\n" + fence + "\n";
    }

    private static String word(String word) {
        if (PLAIN.matcher(word).matches() && !REFERENCE.matcher(word).matches()) {
            return word;
        }
        Matcher parts = AROUND.matcher(word);
        if (!parts.matches() || parts.group(2).isEmpty()) {
            return code(word);
        }
        int inside = closing(parts.group(2), parts.group(3));
        return parts.group(1)
                + code(parts.group(2) + parts.group(3).substring(0, inside))
                + parts.group(3).substring(inside);
    }

    /** How much of what stands behind closes what was opened within: {@code f(x)} and {@code name="value"} stay whole. */
    private static int closing(String within, String behind) {
        boolean bracket = within.contains("(") && behind.startsWith(")");
        boolean quote = within.chars().filter(c -> c == '"').count() % 2 == 1 && behind.startsWith("\"");
        return bracket || quote ? 1 : 0;
    }

    private static String forCell(String text) {
        return Shortened.middle(oneLine(text), CELL).replace('|', '\u00A6');
    }

    private static String oneLine(String text) {
        return Shortened.end(
                text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\s]+", " ").strip(), MOST);
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
