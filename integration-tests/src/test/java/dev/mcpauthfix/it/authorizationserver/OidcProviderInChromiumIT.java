package dev.mcpauthfix.it.authorizationserver;

import java.nio.file.Files;
import java.nio.file.Path;

/** The same with a real browser: consent and redirect in headless Chromium. */
final class OidcProviderInChromiumIT extends OidcProviderIT {

    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    @Override
    String person(Path here) {
        Installed.skipUnless(
                Files.exists(CHROMIUM), CHROMIUM + " is not there: install Chromium, or set CHROMIUM to where it is");
        return "node " + Installed.folder("oidc-provider").resolve("consent.mjs");
    }
}
