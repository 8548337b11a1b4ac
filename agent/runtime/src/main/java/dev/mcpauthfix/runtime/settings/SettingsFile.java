package dev.mcpauthfix.runtime.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a settings file: one {@code key=value} or {@code key: value} a line, comments after {@code #} or {@code !}. A
 * properties file without escapes reads the same; a backslash stands for itself, so that Windows paths need no care. A line
 * {@code [https://mcp.example.com/mcp]} begins a section: what follows holds for that MCP server alone.
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
        Findings section = findings;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).trim();
            String where = "line " + (i + 1) + " of config file " + Text.quote(file.toString());
            if (line.startsWith("[")) {
                section = section(where, line, findings);
            } else if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != '!') {
                readLine(where, line, section);
            }
        }
    }

    /** Begins a section; one without an address is told, and what it holds is checked all the same. */
    private static Findings section(String where, String line, Findings findings) {
        boolean closed = line.endsWith("]");
        String address = closed ? line.substring(1, line.length() - 1).trim() : "";
        if (!ValueCheck.isServer(address)) {
            findings.report(where + ": " + (line.indexOf('@') < 0 ? Text.quote(line) : "what is in brackets")
                    + " is no section; expected the address of an MCP server in brackets, https or loopback, without"
                    + " query: [https://mcp.example.com/mcp]");
            return findings.sectionOfNothing();
        }
        return findings.section(URI.create(address), where);
    }

    private static void readLine(String where, String line, Findings findings) {
        int separator = separator(line);
        if (separator <= 0) {
            findings.report(where + ": expected key=value");
            return;
        }
        String key = line.substring(0, separator).trim();
        // Whoever has left the sign out has the value here.
        int blank = key.indexOf(' ');
        String name = where + ", " + Text.quote(blank < 0 ? key : key.substring(0, blank));
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
