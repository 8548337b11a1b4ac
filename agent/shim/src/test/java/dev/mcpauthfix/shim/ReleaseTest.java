package dev.mcpauthfix.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} against {1}")
    @CsvSource({
        "0.1.0, 0.1.0, 0",
        "0.2.0, 0.1.9, 1",
        "0.10.0, 0.9.0, 1",
        "1.0, 1.0.0, 0",
        "1.0.0, 1.0.0-SNAPSHOT, 1",
        "1.0.1-SNAPSHOT, 1.0.0, 1",
        "odd, 0.0.1, -1",
    })
    void knowsWhichOfTwoVersionsIsNewer(String one, String other, int sign) throws IOException {
        assertThat(Integer.signum(release(one).compareTo(release(other)))).isEqualTo(sign);
        assertThat(Integer.signum(release(other).compareTo(release(one)))).isEqualTo(-sign);
    }

    @Test
    void readsTheClassesThatItsCoreWeaves() throws IOException {
        assertThat(release("1").targets()).containsExactly("a/B", "c/D$E");
    }

    @Test
    void refusesAJarThatIsNoneOfOurs() {
        assertThatIOException()
                .isThrownBy(() -> new Release(folder.resolve("none.jar").toFile()));
    }

    private Release release(String version) throws IOException {
        File jar = folder.resolve(version + ".jar").toFile();
        try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/mcp-auth-fix/version"));
            out.write((version + "\n").getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("META-INF/mcp-auth-fix/targets"));
            out.write("a/B\nc/D$E\n".getBytes(StandardCharsets.UTF_8));
        }
        return new Release(jar);
    }
}
