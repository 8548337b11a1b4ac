package dev.mcpauthfix.it.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.JvmResult;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ZooMainIT {

    @Test
    void listsEveryAnimalAndWhatItShows() throws Exception {
        JvmResult result = run("--list");

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.stdout().lines())
                .containsAll(
                        Arrays.stream(Animal.values()).map(Animal::toString).toList())
                .allMatch(line -> line.length() <= 100);
        assertThat(result.stdout()).contains(Animal.DEAD_HINT.shows()).doesNotContain("\u001B");
    }

    @Test
    void aMistakeInANameGivesOneLineWithTheNamesThereAre() throws Exception {
        JvmResult result = run("founding", "unicorn");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr().lines())
                .singleElement()
                .asString()
                .startsWith("zoo: there is no animal unicorn; there are founding, openid-at-origin, ")
                .endsWith(", header-flood");
    }

    @Test
    void anUnknownOptionGivesOneLine() throws Exception {
        JvmResult result = run("--verbose");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr().lines()).containsExactly("zoo: unknown option: --verbose (there is --list)");
    }

    @Test
    @Timeout(60)
    void staysUntilItIsStopped() throws Exception {
        Process zoo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ZooMain.class.getName(),
                        "..",
                        "api-key",
                        "founding")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(zoo.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(nextCommand(out))
                    .satisfies(url -> assertThat(url.getPath()).isEqualTo("/mcp"));
            URI founding = nextCommand(out);

            assertThat(Visit.post(founding, Visit.PATIENCE).statusCode()).isEqualTo(401);
            zoo.destroy();

            assertThat(zoo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            zoo.destroyForcibly();
        }
    }

    /** The URL of the next command that is printed to be tried. */
    private static URI nextCommand(BufferedReader out) throws Exception {
        String line = String.valueOf(out.readLine());
        while (!line.contains("java -jar ")) {
            assertThat(line).isNotEqualTo("null");
            line = String.valueOf(out.readLine());
        }
        assertThat(line).contains("mcp-auth-fix.jar doctor http");
        return URI.create(line.substring(line.indexOf("http")));
    }

    private static JvmResult run(String... words) throws Exception {
        return ForkedJvm.ofThisJdk()
                .with("-cp", System.getProperty("java.class.path"), ZooMain.class.getName(), "..")
                .with(words)
                .run(Duration.ofMinutes(1));
    }
}
