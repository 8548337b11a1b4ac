package dev.mcpauthfix.cli;

import picocli.CommandLine.Option;

/** Which form the answer has; text where none is named. */
final class DoctorForm {

    /** Both orders mean the same. */
    private static final String STRICT_LENIENT = "strict,lenient";

    private static final String LENIENT_STRICT = "lenient,strict";

    @Option(names = "--json", description = "one JSON object")
    boolean json;

    @Option(names = "--issue", description = "Markdown, ready to paste into the issue tracker of the server's owner")
    boolean issue;

    @Option(names = "--curl", description = "the same requests as curl lines")
    boolean curl;

    @Option(
            names = "--compare",
            paramLabel = STRICT_LENIENT,
            description = "strict discovery beside lenient discovery; the only value is " + STRICT_LENIENT)
    String compare = "";

    /** Whether it is one to be passed on. */
    boolean isForOthers() {
        return json || issue || curl;
    }

    /** Whether what is to be compared can be. */
    boolean isPossible() {
        return compare.isEmpty() || compare.equals(STRICT_LENIENT) || compare.equals(LENIENT_STRICT);
    }

    /** What was expected instead. */
    String expected() {
        return "--compare " + compare + " is not possible; expected --compare " + STRICT_LENIENT;
    }
}
