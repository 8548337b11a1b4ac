package dev.mcpauthfix.runtime.log;

import dev.mcpauthfix.runtime.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes single lines to standard error, or to a file.
 *
 * <p>It stands on nothing but the JDK: the weaver speaks through it before any other class of ours is worth loading. No message
 * that reaches it holds a secret; server text was quoted and cut where it was read.
 */
public final class AgentLog {

    /** How much a line matters. */
    public enum Level {
        /** A fault of ours. */
        ERROR,
        /** What a person should look at. */
        WARN,
        /** One line for the start and one for each recovery. */
        INFO,
        /** Every step. */
        DEBUG
    }

    /** The person at the terminal, who is told where to log in whatever the log's level and place. */
    public static final AgentLog PERSON = new AgentLog(Level.INFO, null);

    private volatile @Nullable Level threshold;
    private volatile @Nullable Path file;
    private boolean fileFailed;

    /**
     * Creates a log.
     *
     * @param threshold the least important level that is written, null for silence
     * @param file the file to append to, null for standard error
     */
    public AgentLog(@Nullable Level threshold, @Nullable Path file) {
        this.threshold = threshold;
        this.file = file;
    }

    /** Writes as the settings say from now on. */
    public void write(Settings as) {
        threshold = as.logLevel() == Settings.LogLevel.OFF
                ? null
                : Level.valueOf(as.logLevel().name());
        file = as.logFile();
    }

    /** Whether lines of this level are written. */
    public boolean writes(Level level) {
        Level least = threshold;
        return least != null && level.compareTo(least) <= 0;
    }

    /** Writes one line for information. */
    public void line(String text) {
        line(Level.INFO, text);
    }

    /** Writes one line. */
    public void line(Level level, String text) {
        if (!writes(level)) {
            return;
        }
        String line = "[mcp-auth-fix] " + (level == Level.INFO ? "" : level + " ") + oneLine(text);
        Path target = file;
        if (target == null || !append(target, line)) {
            standardError().println(line);
        }
    }

    /** Standard error as it is now: an application may replace it. */
    private static PrintStream standardError() {
        return System.err;
    }

    private synchronized boolean append(Path target, String line) {
        try {
            Files.writeString(
                    target, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return true;
        } catch (IOException unwritable) {
            if (!fileFailed) {
                fileFailed = true;
                standardError()
                        .println("[mcp-auth-fix] WARN the log file " + target + " cannot be written (" + unwritable
                                + "); logging to standard error instead. Set log= to a file that this user may write");
            }
            return false;
        }
    }

    /** Control characters would let a text pretend to be another line, or speak to the terminal (attack S13). */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(isInvisible(c) ? ' ' : c);
        }
        return line.toString();
    }

    /** Format characters are among them: those that reverse the direction of writing would show another text than there is. */
    private static boolean isInvisible(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
