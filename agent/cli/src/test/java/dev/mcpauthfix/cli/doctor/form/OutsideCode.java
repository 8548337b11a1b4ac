package dev.mcpauthfix.cli.doctor.form;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a Markdown text is not code, read as CommonMark has it (sections 4.5 and 6.1): all that could be markup. */
final class OutsideCode {

    private static final Pattern FENCE = Pattern.compile("(`{3,})[^`]*");
    private static final Pattern RUN = Pattern.compile("`+");

    private OutsideCode() {}

    static String of(String markdown) {
        StringBuilder outside = new StringBuilder();
        String fence = null;
        for (String line : markdown.split("\n", -1)) {
            Matcher opening = FENCE.matcher(line);
            if (fence != null) {
                fence = line.matches("`{" + fence.length() + ",} *") ? null : fence;
            } else if (opening.matches()) {
                fence = opening.group(1);
            } else {
                outside.append(withoutSpans(line)).append('\n');
            }
        }
        if (fence != null) {
            throw new AssertionError("a block of code does not end");
        }
        return outside.toString();
    }

    private static String withoutSpans(String line) {
        StringBuilder outside = new StringBuilder();
        Matcher runs = RUN.matcher(line);
        int from = 0;
        while (runs.find(from)) {
            String run = runs.group();
            outside.append(line, from, runs.start());
            Matcher end = Pattern.compile("(?<!`)" + run + "(?!`)").matcher(line);
            if (!end.find(runs.end())) {
                throw new AssertionError("a code span does not end: " + line);
            }
            from = end.end();
        }
        return outside.append(line.substring(from)).toString();
    }
}
