package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.demo.Demo;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.JvmResult;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoIT {

    @ParameterizedTest
    @ValueSource(strings = {"--streamable", "--sse"})
    void showsAFailureThenASuccess(String transport) throws Exception {
        Path root = Path.of(System.getProperty("agent.jar"), "../../../..").normalize();

        JvmResult result = ForkedJvm.ofThisJdk()
                .with("-cp", System.getProperty("java.class.path"), Demo.class.getName(), root.toString(), transport)
                .run(Duration.ofMinutes(3));

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.stdout())
                .containsSubsequence("✗ Failed to connect", "✓ Connected", "Healed by the rung server-metadata-origin")
                .doesNotContain("\u001B");
        assertThat(result.stdout().lines()).allMatch(line -> line.length() <= 100);
    }
}
