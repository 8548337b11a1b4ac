package dev.mcpauthfix.it.authorizationserver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code scripts/authorization-servers} puts what is not a Maven dependency. */
final class Installed {

    private Installed() {}

    /** A folder of the cache; the test is skipped, with the reason, where it is not there. */
    static Path folder(String name) {
        Path folder = Path.of(System.getProperty("cache")).resolve(name);
        String reason = folder + " is not installed: run scripts/authorization-servers";
        if (!Files.isDirectory(folder)) {
            System.out.println("skipped: " + reason);
        }
        assumeTrue(Files.isDirectory(folder), reason);
        return folder;
    }
}
