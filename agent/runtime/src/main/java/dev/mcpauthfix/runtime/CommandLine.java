package dev.mcpauthfix.runtime;

import java.util.List;

/** What this JVM was started with, as far as the system shows it. */
final class CommandLine {

    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private CommandLine() {}

    /** Whether an option stands on the command line, or in a variable that is read as one; false where the system does not show it. */
    static boolean says(String option) {
        for (String variable : VARIABLES) {
            String options = System.getenv(variable);
            if (options != null && List.of(options.split("\\s+")).contains(option)) {
                return true;
            }
        }
        String[] arguments = ProcessHandle.current().info().arguments().orElse(null);
        return arguments != null && List.of(arguments).contains(option);
    }
}
