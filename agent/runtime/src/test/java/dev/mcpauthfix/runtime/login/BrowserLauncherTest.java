package dev.mcpauthfix.runtime.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserLauncherTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, xdg-open",
        "Mac OS X, open",
        "Windows 11, 'rundll32 url.dll,FileProtocolHandler'",
    })
    void usesThePlatformsOwnOpener(String system, String command) {
        assertThat(String.join(" ", BrowserLauncher.of(null, system).command())).isEqualTo(command);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs POSIX programs or file permissions")
    void startsTheProgramWithTheUrlAsOneArgumentAndWithoutOurStreams(@TempDir Path folder) throws Exception {
        Path arguments = folder.resolve("arguments");
        Path opener = script(folder, "printf '%s\\n' \"$@\" > '" + arguments + "'; echo noise; cat; exit 3");
        String url = "https://auth.example.com/authorize?a=1&b=%24%28x%29;c=!d";

        Process process = BrowserLauncher.of(opener + "  --new-window", "Linux").launch(url);

        // It reads its standard input to the end, so it would hang on ours.
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(Files.readAllLines(arguments)).containsExactly("--new-window", url);
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    static Path script(Path folder, String body) throws Exception {
        Path file = Files.writeString(folder.resolve("opener"), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Nested
    class AttackS4CommandInjection {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "javascript:alert(1)",
                    "file:///etc/passwd",
                    "data:text/html,x",
                    "vbscript:x",
                    "-flag",
                    "http://auth.example.com/authorize",
                    "http://127.0.0.1.example.com/authorize",
                    "https:authorize",
                    "https://user@auth.example.com/authorize",
                    "calc.exe"
                })
        void aUrlThatIsNoWebPageIsNeverShown(String url) {
            assertThat(BrowserAddress.isWebPage(URI.create(url))).isFalse();
            assertThat(BrowserAddress.argument(URI.create(url))).isNull();
        }

        @ParameterizedTest
        @Tag("attack-4")
        @ValueSource(
                strings = {
                    "https://auth.example.com/$(touch%20pwn)",
                    "https://auth.example.com/authorize?a='b'",
                    "https://auth.example.com/authorize?a=$(b)",
                })
        void aPageWhoseUrlLooksLikeACommandIsNotGivenToAProgram(String url) {
            assertThat(BrowserAddress.isWebPage(URI.create(url))).isTrue();
            assertThat(BrowserAddress.argument(URI.create(url))).isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://auth.example.com/authorize?response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fx",
                    "http://localhost:8080/authorize",
                    "http://127.0.0.1:8080/authorize",
                    "http://[::1]:8080/authorize",
                    "HTTPS://auth.example.com/",
                })
        void anOrdinaryLoginPageIs(String url) {
            assertThat(BrowserAddress.argument(URI.create(url))).isEqualTo(url);
        }

        @Test
        void charactersOutsideAsciiAreEncoded() {
            assertThat(BrowserAddress.argument(URI.create("https://auth.example.com/\u00fc")))
                    .isEqualTo("https://auth.example.com/%C3%BC");
        }

        @Test
        void theCommandIsSplitAtBlanksOnly() {
            assertThat(BrowserLauncher.of("  open -a  'My Browser' ; rm ", "Mac OS X")
                            .command())
                    .isEqualTo(List.of("open", "-a", "'My", "Browser'", ";", "rm"));
        }
    }
}
