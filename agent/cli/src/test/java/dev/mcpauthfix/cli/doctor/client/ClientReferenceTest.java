package dev.mcpauthfix.cli.doctor.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClientReferenceTest {

    private static final Path REFERENCE = Path.of("..", "..", "docs", "clients.md");

    @Test
    void isWhatTheDocumentationHolds() throws IOException {
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(REFERENCE, ClientReference.text());
        }

        assertThat(REFERENCE)
                .as("stale; its second line says how to make it again")
                .hasContent(ClientReference.text());
    }

    @Test
    void theTableIsNoOlderThanItsReadings() {
        assertThat(ClientTable.readings()).allMatch(reading -> reading.read().compareTo(ClientTable.VERSION) <= 0);
        assertThat(ClientTable.readings()).extracting(ClientReading::id).doesNotHaveDuplicates();
    }
}
