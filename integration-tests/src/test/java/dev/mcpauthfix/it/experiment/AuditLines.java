package dev.mcpauthfix.it.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An audit log that somebody writes while it is read. */
final class AuditLines {

    private static final int SECONDS = 60;

    private AuditLines() {}

    /** The first line with this in it, as soon as it is there. */
    static String await(Path file, String part) throws IOException, InterruptedException {
        Path folder = Objects.requireNonNull(file.getParent(), "a folder");
        try (WatchService changes = folder.getFileSystem().newWatchService()) {
            WatchKey key = folder.register(
                    changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (true) {
                Optional<String> line = first(file, part);
                if (line.isPresent()) {
                    return line.get();
                }
                if (changes.poll(SECONDS, TimeUnit.SECONDS) == null) {
                    throw new AssertionError("no line with " + part + " in " + Files.readString(file));
                }
                key.pollEvents();
                key.reset();
            }
        }
    }

    private static Optional<String> first(Path file, String part) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.contains(part))
                        .findFirst()
                : Optional.empty();
    }
}
