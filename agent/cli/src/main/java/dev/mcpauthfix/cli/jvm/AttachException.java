package dev.mcpauthfix.cli.jvm;

import java.io.Serial;

/** Why a JVM cannot be reached, in words: what was tried, what was expected, what to do. */
public final class AttachException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    AttachException(String words) {
        super(words);
    }

    AttachException(String words, Exception cause) {
        super(words, cause);
    }

    /** The words. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
