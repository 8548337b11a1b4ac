package dev.mcpauthfix.sample;

import org.jspecify.annotations.Nullable;

/** Tells an exception and its causes in one or two lines. */
final class Failure {

    private static final int DEEPEST = 8;

    private Failure() {}

    static String chain(Throwable failure) {
        StringBuilder chain = new StringBuilder(describe(failure));
        @Nullable Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            chain.append(depth == 0 ? System.lineSeparator() + "  cause: " : " ← ")
                    .append(describe(cause));
            cause = cause.getCause();
        }
        return chain.toString();
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
