package dev.mcpauthfix.it.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints for a person: UTF-8, at most 100 columns, colours only where they were asked for. */
public final class Terminal {

    public static final int COLUMNS = 100;

    /** A colour, as its ANSI code. */
    public enum Ink {
        PLAIN(0),
        BOLD(1),
        DIM(2),
        RED(31),
        GREEN(32),
        CYAN(36);

        private final int code;

        Ink(int code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final boolean coloured;

    /** Prints to the standard output. */
    public Terminal(boolean coloured) {
        this(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8), coloured);
    }

    public Terminal(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    /** Prints a heading with an empty line around it. */
    public void heading(String text) {
        out.println();
        line(Ink.BOLD, text);
        out.println();
    }

    /** Prints one line, cut where it is too long. */
    public void line(Ink ink, String text) {
        String cut = text.length() <= COLUMNS ? text : text.substring(0, COLUMNS - 1) + "…";
        out.println(paint(ink, cut));
    }

    /** Prints a text of several lines, each indented, and broken between words where it is too long. */
    public void indented(Ink ink, String text) {
        text.lines().forEach(line -> wrap(ink, line));
    }

    /** Prints a command, indented and in one piece, however long it is: it is there to be copied. */
    public void command(String text) {
        out.println("   " + paint(Ink.CYAN, text));
    }

    private void wrap(Ink ink, String line) {
        int width = COLUMNS - 3;
        String rest = line.stripTrailing();
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > width / 2 ? space : width;
            out.println("   " + paint(ink, rest.substring(0, end)));
            rest = "    " + rest.substring(end).stripLeading();
        }
        out.println("   " + paint(ink, rest));
    }

    private String paint(Ink ink, String text) {
        return coloured && ink != Ink.PLAIN ? "\u001B[" + ink.code + "m" + text + "\u001B[0m" : text;
    }
}
