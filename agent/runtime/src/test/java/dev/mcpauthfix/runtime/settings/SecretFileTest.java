package dev.mcpauthfix.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.port.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretFileTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("token");
    }

    private SecretSource.Result read() {
        return new SecretFile("assertion.file", file()).read();
    }

    private String value() {
        return ((SecretSource.Found) read()).value().reveal();
    }

    private String reason() {
        return ((SecretSource.Unavailable) read()).reason();
    }

    @Test
    void isReadAgainEachTimeAndThroughALinkThatMovedOn() throws IOException {
        Files.writeString(folder.resolve("one"), "first\n");
        Files.createSymbolicLink(file(), folder.resolve("one"));
        assertThat(value()).isEqualTo("first");

        Files.delete(file());
        Files.writeString(folder.resolve("two"), "second");
        Files.createSymbolicLink(file(), folder.resolve("two"));
        assertThat(value()).isEqualTo("second");
    }

    @Test
    void saysWhatIsWrongWithoutQuotingTheFile() throws IOException {
        assertThat(reason()).contains("assertion.file", file().toString(), "there is no such file", "have it written");
        Files.writeString(file(), " \n");
        assertThat(reason()).contains("it is empty");
        Files.write(file(), new byte[] {'s', 'e', 'c', (byte) 0xff});
        assertThat(reason()).contains("not UTF-8").doesNotContain("sec\u00ff");
        Files.write(file(), "x".repeat(64 * 1024 + 1).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(reason()).contains("larger than 65536 bytes");
    }

    @Test
    void aFolderIsNoSecret() throws IOException {
        Files.createDirectory(file());
        assertThat(reason()).contains("cannot be read");
    }
}
