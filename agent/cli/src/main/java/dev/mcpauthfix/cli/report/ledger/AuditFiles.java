package dev.mcpauthfix.cli.report.ledger;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The files that arguments name. A shell's globs are expanded here too, for where there is no shell or it is Windows'. A file that two arguments name is
 * read once. A file of ours that was renamed at its full size comes before the newer one.
 */
final class AuditFiles {

    /** Standard input's name. */
    static final String STANDARD_INPUT = "-";

    /** The file by which JVMs agree on who renames; there is never anything in it. */
    private static final String LOCK = ".lock";

    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
    private static final Pattern ROTATED = Pattern.compile("(.+)\\.([0-9]{1,6})");

    private final Map<Path, Path> files = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private boolean standardInput;

    private AuditFiles() {}

    static AuditFiles of(List<String> arguments) {
        AuditFiles all = new AuditFiles();
        for (String argument : arguments) {
            if (argument.equals(STANDARD_INPUT)) {
                all.standardInput = true;
            } else {
                all.add(argument);
            }
        }
        return all;
    }

    boolean standardInput() {
        return standardInput;
    }

    /** A sentence for each argument that leads to nothing. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Oldest of a rotation first. */
    List<Path> files() {
        List<Path> sorted = new ArrayList<>(files.values());
        sorted.sort(Comparator.comparing((Path file) -> newest(file)).thenComparing(file -> -age(file)));
        return sorted;
    }

    /** How many bytes they have, as far as that can be told before they are read. */
    long bytes() {
        long sum = 0;
        for (Path file : files.values()) {
            try {
                sum += Files.size(file);
            } catch (IOException unknown) {
                // Whoever reads it says so.
            }
        }
        return sum;
    }

    private void add(String argument) {
        try {
            Path path = Path.of(argument);
            if (Files.exists(path) || !GLOB.matcher(argument).find()) {
                addFile(path);
                return;
            }
        } catch (InvalidPathException onlyAGlob) {
            // Windows has no file whose name may have an asterisk.
        }
        List<Path> found = expand(argument);
        found.forEach(this::addFile);
        if (found.isEmpty()) {
            unreadable.add(argument + ": no such file");
        }
    }

    private void addFile(Path file) {
        if (Files.isDirectory(file)) {
            unreadable.add(file + ": a directory; name the files in it, " + file.resolve("*.jsonl*") + " say");
        } else if (!Files.exists(file)) {
            unreadable.add(file + ": no such file");
        } else {
            files.putIfAbsent(identity(file), file);
        }
    }

    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException unknown) {
            return file.toAbsolutePath();
        }
    }

    /** Part by part, as a shell does; links are followed no further than the pattern goes. */
    private static List<Path> expand(String glob) {
        String[] parts = glob.replace('\\', '/').split("/", -1);
        List<Path> found = new ArrayList<>();
        found.add(Path.of(glob.startsWith("/") ? "/" : ""));
        for (String part : parts) {
            if (!part.isEmpty()) {
                List<Path> next = new ArrayList<>();
                found.forEach(folder -> expand(folder, part, next));
                found = next;
            }
        }
        found.removeIf(file -> file.toString().endsWith(LOCK) || Files.isDirectory(file));
        return found;
    }

    private static void expand(Path folder, String part, List<Path> into) {
        if (!GLOB.matcher(part).find()) {
            Path literal = folder.resolve(part);
            if (Files.exists(literal)) {
                into.add(literal);
            }
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, part)) {
            entries.forEach(entry -> into.add(folder.resolve(entry.getFileName())));
        } catch (IOException | DirectoryIteratorException | PatternSyntaxException none) {
            // No such folder, or none that may be read: nothing matches there.
        }
    }

    private static String newest(Path file) {
        Matcher rotated = ROTATED.matcher(file.toString());
        return rotated.matches() ? rotated.group(1) : file.toString();
    }

    private static int age(Path file) {
        Matcher rotated = ROTATED.matcher(file.toString());
        return rotated.matches() ? Integer.parseInt(rotated.group(2)) : 0;
    }
}
