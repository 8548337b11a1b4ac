package dev.mcpauthfix.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
class LinuxProcessTest {

    private static final List<String> ABSENT = List.of("no-such-program-as-kill");

    /** A child of a JVM may have the signal blocked, as the JVM's own threads have: then it is pending for good. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "pending signals are read from /proc")
    void signalsWithTheShellWhereThereIsNoProgram() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            List<List<String>> commands = LinuxProcess.signals(process.pid());

            LinuxProcess.signal(process.pid(), List.of(ABSENT, commands.get(1)));

            assertThat(commands.get(1)).startsWith("sh");
            assertThat(
                            process.waitFor(1, TimeUnit.SECONDS)
                                    ? Integer.toString(process.exitValue())
                                    : pending(process.pid()))
                    .isIn(Integer.toString(128 + 3), "0000000000000004");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String pending(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("ShdPnd:"))
                .map(line -> line.substring("ShdPnd:".length()).strip())
                .findFirst()
                .orElse("");
    }

    @Test
    void saysThatNothingHereSignals() {
        assertThatThrownBy(() -> LinuxProcess.signal(4711, List.of(ABSENT, ABSENT)))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("Neither a program kill nor a shell");
    }

    @Test
    void saysWhyASignalWasRefused() {
        assertThatThrownBy(() ->
                        LinuxProcess.signal(4711, List.of(List.of("sh", "-c", "echo not permitted; exit 1"), ABSENT)))
                .hasMessageContaining("cannot be signalled: not permitted");
    }
}
