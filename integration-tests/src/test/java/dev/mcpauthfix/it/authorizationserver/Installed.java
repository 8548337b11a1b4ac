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
        skipUnless(Files.isDirectory(folder), folder + " is not installed: run scripts/authorization-servers");
        return folder;
    }

    /** Skips the test and prints why, unless this is so. */
    static void skipUnless(boolean given, String reason) {
        if (!given) {
            System.out.println("skipped: " + reason);
        }
        assumeTrue(given, reason);
    }
}
