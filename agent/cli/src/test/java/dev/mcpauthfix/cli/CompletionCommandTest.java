package dev.mcpauthfix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

    @TempDir
    private Path folder;

    @Test
    void printsAScriptThatBashTakesAndThatKnowsTheCommands() throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), printed("generate-completion"));

        // As a user's shell would: sourced, then asked what may follow "mcp-auth-fix ".
        String question = "source '" + script + "' && COMP_WORDS=(mcp-auth-fix '') COMP_CWORD=1"
                + " && $(complete -p mcp-auth-fix | sed 's/.*-F \\([^ ]*\\) .*/\\1/') && echo \"${COMPREPLY[@]}\"";

        assertThat(bash("-n", script.toString())).isEmpty();
        assertThat(bash("-c", question).strip().split(" "))
                .contains("login", "tokens", "list", "attach", "status", "set", "disable", "enable", "detach")
                .contains("generate-completion");
    }

    @Test
    void saysHowTheScriptIsUsed() {
        assertThat(printed("generate-completion", "--help")).contains("alias mcp-auth-fix=", "source <(java -jar ");
    }

    private static String printed(String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(Commands.run(arguments, new PrintWriter(out), new PrintWriter(out)))
                .isZero();
        return out.toString();
    }

    private static String bash(String... arguments) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder("bash").redirectErrorStream(true);
            builder.command().addAll(List.of(arguments));
            Process bash = builder.start();
            bash.getOutputStream().close();
            String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
            assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(bash.exitValue()).as(said).isZero();
            return said;
        } catch (IOException missing) {
            assumeTrue(false, "there is no bash here: " + missing);
            return "";
        }
    }
}
