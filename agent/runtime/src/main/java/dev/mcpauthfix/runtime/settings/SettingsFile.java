package dev.mcpauthfix.runtime.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a settings file: one {@code key=value} or {@code key: value} a line, comments after {@code #} or {@code !}. A
 * properties file without escapes reads the same; a backslash stands for itself, so that Windows paths need no care.
 */
final class SettingsFile {

    private SettingsFile() {}

    static void read(Path file, SettingsLoader.LineReader reader, Findings findings) {
        List<String> lines;
        try {
            lines = reader.read(file);
        } catch (IOException unreadable) {
            findings.report("config file " + Text.quote(file.toString()) + ": " + reason(unreadable));
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).trim();
            if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != '!') {
                readLine("line " + (i + 1) + " of config file " + Text.quote(file.toString()), line, findings);
            }
        }
    }

    private static void readLine(String where, String line, Findings findings) {
        int separator = separator(line);
        if (separator <= 0) {
            findings.report(where + ": expected key=value");
            return;
        }
        String key = line.substring(0, separator).trim();
        String name = where + ", " + Text.quote(key);
        if (key.equals(Setting.CONFIG.key())) {
            findings.report(name + ": a config file cannot name another one");
        } else {
            findings.offer(Source.FILE, name, key, line.substring(separator + 1).trim());
        }
    }

    private static int separator(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '=' || line.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    private static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return unreadable instanceof AccessDeniedException
                ? "this user may not read it"
                : "it cannot be read as UTF-8 text (" + unreadable.getClass().getSimpleName() + ")";
    }
}
