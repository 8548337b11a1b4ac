package dev.mcpauthfix.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    private static final Path REFERENCE = Path.of("..", "..", "docs", "configuration.md");

    @Test
    void isWhatTheDocumentationHolds() throws IOException {
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(REFERENCE, ConfigurationReference.text());
        }

        assertThat(REFERENCE)
                .as("stale; its second line says how to make it again")
                .hasContent(ConfigurationReference.text());
    }
}
