package dev.mcpauthfix.it.authorizationserver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The same with a real browser: consent and redirect in headless Chromium. */
final class OidcProviderInChromiumIT extends OidcProviderIT {

    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    @Override
    String person(Path here) {
        String reason = CHROMIUM + " is not there: install Chromium, or set CHROMIUM to where it is";
        if (!Files.exists(CHROMIUM)) {
            System.out.println("skipped: " + reason);
        }
        assumeTrue(Files.exists(CHROMIUM), reason);
        return "node " + Installed.folder("oidc-provider").resolve("consent.mjs");
    }
}
