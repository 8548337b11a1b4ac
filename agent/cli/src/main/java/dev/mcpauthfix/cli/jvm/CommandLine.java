package dev.mcpauthfix.cli.jvm;

import java.util.List;
import java.util.Set;

/** Reads the command line of a {@code java}. */
final class CommandLine {

    /** Options whose value is a word of its own. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--limit-modules",
            "--patch-module",
            "--enable-native-access",
            "--source");

    private CommandLine() {}

    /** The main class, jar or module; empty where there is none. */
    static String mainOf(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-jar") || word.equals("-m") || word.equals("--module")) {
                return i + 1 < words.size() ? words.get(i + 1) : "";
            }
            if (WITH_VALUE.contains(word)) {
                i++;
            } else if (!word.startsWith("-") && !word.startsWith("@")) {
                return word;
            }
        }
        return "";
    }

    /** The class path, empty where it is given otherwise. */
    static String classPathOf(List<String> words) {
        for (int i = 1; i + 1 < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-jar") || word.equals("-cp") || word.equals("-classpath") || word.equals("--class-path")) {
                return words.get(i + 1);
            }
        }
        return "";
    }
}
