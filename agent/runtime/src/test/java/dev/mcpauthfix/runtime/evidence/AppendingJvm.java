package dev.mcpauthfix.runtime.evidence;

import java.nio.file.Path;

/** One of several JVMs that share an audit log. */
final class AppendingJvm {

    private AppendingJvm() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        String name = arguments[1];
        int lines = Integer.parseInt(arguments[2]);
        try (AuditLog log =
                new AuditLog(file, 2_000, 10_000, Occurrences.IDENTITY, AppendingJvm::print, Runnable::run)) {
            for (int i = 0; i < lines; i++) {
                log.accept(Occurrences.challenge(name + " " + i));
            }
        }
    }

    private static void print(String warning) {
        System.out.println(warning);
    }
}
