package dev.mcpauthfix.cli.doctor;

import java.util.Locale;

/** What a survey comes to, and the exit code that says so. */
public enum Verdict {
    /** A client connects that goes by the hint alone, or needs no authorization; a person may have to log in on the way. */
    STRICT_CONNECTS(0),
    /** The authorization server is found, but only by clients that look further than the hint. */
    LENIENT_CONNECTS(10),
    /** The authorization server is found, and nobody gets in without credentials that somebody has to hand out first. */
    NEEDS_CREDENTIALS(20),
    /** The server wants something that OAuth does not give: an API key, a password, a token that its owner hands out. */
    NOT_OAUTH(30),
    /** There is something wrong with the server: no client that minds the specification connects. */
    BROKEN(40),
    /** No answer: name, network, TLS or time. */
    UNREACHABLE(50);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of the command. */
    public int exitCode() {
        return exitCode;
    }

    /** As it is spelt outside. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
