package dev.mcpauthfix.cli.text;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;

/** What is at the other end of this process's output. */
public final class Terminal {

    private static final String RESET = "\u001B[0m";

    private final boolean colours;

    private Terminal(boolean colours) {
        this.colours = colours;
    }

    /** Standard output, in colours where a person sees them who has not forbidden them (no-color.org). */
    public static Terminal ofStandardOutput(Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(wanted && isStandardOutput());
    }

    /** One that gets the words alone. */
    public static Terminal plain() {
        return new Terminal(false);
    }

    /** One that gets colours whatever it is. */
    public static Terminal coloured() {
        return new Terminal(true);
    }

    /** The text in a colour. */
    public String in(Colour colour, String text) {
        return colours ? colour.code + text + RESET : text;
    }

    /** What a colour says here. */
    public enum Colour {
        /** It is well. */
        GOOD("\u001B[32m"),
        /** It is half well. */
        FAIR("\u001B[33m"),
        /** It is not well. */
        BAD("\u001B[31m"),
        /** It matters less. */
        FAINT("\u001B[2m"),
        /** It matters most. */
        STRONG("\u001B[1m");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** Whether a person sees the standard error as it is written. */
    public static boolean isStandardError() {
        return isTerminal(new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT));
    }

    /** Whether a person sees the standard output as it is written. */
    public static boolean isStandardOutput() {
        return isTerminal(new ProcessBuilder("test", "-t", "1").redirectOutput(Redirect.INHERIT));
    }

    /** Java knows no more than whether both of the other streams are terminals; a Unix has a program for it, and Windows none. */
    private static boolean isTerminal(ProcessBuilder test) {
        try {
            return test.start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
