package dev.mcpauthfix.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.port.SecretSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs POSIX programs")
final class SecretCommandTest {

    private static SecretSource.Result run(String... words) {
        return new SecretCommand("token.command", List.of(words)).read();
    }

    private static String reason(String... words) {
        return ((SecretSource.Unavailable) run(words)).reason();
    }

    @Test
    void givesWhatTheProgramPrintsWithoutTheLineBreak() {
        assertThat(((SecretSource.Found) run("echo", "s3cret")).value().reveal())
                .isEqualTo("s3cret");
    }

    @Test
    void startsNoShell() {
        assertThat(((SecretSource.Found) run("echo", "$HOME;id")).value().reveal())
                .isEqualTo("$HOME;id");
    }

    @Test
    void saysWhatIsWrongWithoutTheArguments() {
        assertThat(reason("no-such-program", "hunter2"))
                .startsWith("token.command: \"no-such-program\": it cannot be started")
                .doesNotContain("hunter2");
        assertThat(reason("false")).contains("exit code 1");
        assertThat(reason("true")).contains("printed nothing");
        assertThat(reason("head", "-c", "40000", "/dev/zero")).contains("more than 32768 bytes");
    }

    @Test
    void aVariableThatIsNotSetSaysSo() {
        SecretVariable variable = new SecretVariable("client.secret.env", "X", Map.of("Y", "hunter2"));

        assertThat(((SecretSource.Unavailable) variable.read()).reason())
                .contains("client.secret.env", "\"X\" is not set");
        assertThat(variable.toString()).doesNotContain("hunter2");
    }
}
