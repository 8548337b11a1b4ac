package dev.mcpauthfix.it.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ZooPageTest {

    private static final Path PAGE = Path.of("..", "docs", "zoo.md");

    @Test
    void isWhatTheDocumentationHolds() throws IOException {
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(PAGE, ZooPage.text());
        }

        assertThat(PAGE).as("stale; its comment says how to make it again").hasContent(ZooPage.text());
    }
}
