package dev.mcpauthfix.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a folder like /proc has links in it")
class TargetJvmTest {

    private static final String JAR = "/app/mcp-auth-fix.jar";

    @TempDir
    private Path folder;

    private MadeUpProc proc;

    @BeforeEach
    void hasOneJvm() throws Exception {
        proc = new MadeUpProc(folder);
        Files.createFile(proc.inContainer("app/mcp-auth-fix.jar"));
    }

    @Test
    void saysThatThereIsNoSuchProcess() {
        assertThatThrownBy(() -> TargetJvm.of(proc.path(), 4712)).hasMessageContaining("There is no process 4712 here");
    }

    @Test
    void leavesTheProcessOfAnotherUserAlone() throws Exception {
        proc.giveAway();

        assertThatThrownBy(proc::jvm).hasMessageContaining("belongs to another user");
    }

    @Test
    void saysThatAProcessIsNoJvm() throws Exception {
        proc.maps("/usr/bin/sleep");

        assertThatThrownBy(proc::jvm).hasMessageContaining("is no JVM");
    }

    @Test
    void saysThatOpenJ9TakesAnotherAttach() throws Exception {
        proc.maps("/opt/java/lib/default/libj9vm29.so");

        assertThatThrownBy(proc::jvm).hasMessageContaining("runs OpenJ9");
    }

    @Test
    void findsNothingThatForbidsAnAttach() throws Exception {
        assertThatCode(() -> proc.jvm().checkAttach(JAR)).doesNotThrowAnyException();
        assertThat(proc.inContainer("app/.attach_pid7")).doesNotExist();
        assertThat(proc.inContainer("tmp")).isEmptyDirectory();
        assertThat(proc.jvm().listens()).isFalse();
    }

    @Test
    void forbidsAJarThatTheJvmDoesNotSee() {
        assertThatThrownBy(() -> proc.jvm().checkAttach("/nowhere/mcp-auth-fix.jar"))
                .hasMessageContaining("The JVM does not see /nowhere/mcp-auth-fix.jar");
        assertThatThrownBy(() -> proc.jvm().checkAttach("/app=1/mcp-auth-fix.jar"))
                .hasMessageContaining("Copy the jar to a path without one");
    }

    @Test
    void forbidsAnAttachBesideAFileOfAnotherUser() throws Exception {
        MadeUpProc.foreign(proc.inContainer("app/.attach_pid7"));
        assertThatThrownBy(() -> proc.jvm().checkAttach(JAR)).hasMessageContaining("is another user's");

        MadeUpProc.foreign(proc.inContainer("tmp/.java_pid7"));
        assertThatThrownBy(() -> proc.jvm().checkAttach(JAR)).hasMessageContaining("is not the JVM's own");
        assertThat(proc.jvm().listens()).isFalse();
    }

    @Test
    void forbidsAnAttachThatHasNoRoom() throws Exception {
        proc.takeAway("tmp");
        Files.delete(proc.inContainer("app/mcp-auth-fix.jar"));
        proc.takeAway("app");

        assertThatThrownBy(() -> proc.jvm().checkAttach(JAR)).hasMessageContaining("make room");
    }

    @Test
    void sendsNoSignalToAProcessThatWouldDieOfIt() throws Exception {
        proc.status("0000000000000000");

        assertThatThrownBy(() -> proc.jvm().checkAttach(JAR)).hasMessageContaining("does not listen to SIGQUIT");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading"})
    void forbidsWhatTheJvmWasStartedToRefuse(String flag) throws Exception {
        proc.commandLine("java", flag, "-jar", "app.jar");
        assertThatThrownBy(() -> proc.jvm().checkAttach(JAR)).hasMessageContaining(flag);

        Files.writeString(proc.inContainer("app/options"), "-Xmx1g " + flag + "\n");
        proc.commandLine("java", "@options", "-jar", "app.jar");
        assertThatThrownBy(() -> proc.jvm().checkAttach(JAR)).hasMessageContaining(flag);

        proc.commandLine("java", "-jar", "app.jar");
        for (String variable : new String[] {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"}) {
            proc.environment("HOME=/", variable + "=-Xmx1g '" + flag + "'");
            assertThatThrownBy(() -> proc.jvm().checkAttach(JAR)).hasMessageContaining(flag);
        }
    }

    @Test
    void hasTheLatterOfTwoFlagsWin() throws Exception {
        proc.environment("JAVA_TOOL_OPTIONS=-XX:-EnableDynamicAgentLoading");
        proc.commandLine("java", "-XX:+EnableDynamicAgentLoading", "-jar", "app.jar");

        assertThatCode(() -> proc.jvm().checkAttach(JAR)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "JAVA_TOOL_OPTIONS=-javaagent:/opt/mcp-auth-fix.jar=mode=observe -Xmx1g",
                "JDK_JAVA_OPTIONS=\"-javaagent:/my agents/mcp-auth-fix.jar\"",
                "_JAVA_OPTIONS=-Xmx1g -javaagent:/opt/mcp-auth-fix.jar",
            })
    void seesAnAgentThatTheEnvironmentNamed(String variable) throws Exception {
        proc.environment("HOME=/", variable);

        assertThat(proc.jvm().startedWithAgent()).isTrue();
    }

    @Test
    void takesNoOtherAgentForOurs() throws Exception {
        proc.environment(
                "JAVA_TOOL_OPTIONS=-javaagent:/opt/other.jar -Dx=mcp-auth-fix", "X=-javaagent:mcp-auth-fix.jar");

        assertThat(proc.jvm().startedWithAgent()).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "17.0.19, false",
        "20, false",
        "21, true",
        "25.0.3, true",
        "26-ea, true",
        "1.8.0_402, false",
        "'', false"
    })
    void knowsWhichJvmsWarnOfAgents(String version, boolean warns) throws Exception {
        proc.java(version);

        assertThat(proc.jvm().warnsOfAgents()).isEqualTo(warns);
        assertThat(proc.jvm().warnsOfAgents(Map.of("java.specification.version", version)))
                .isEqualTo(warns);
    }

    /** HotSpot takes it for a word of the operator's nowhere else: JAVA_TOOL_OPTIONS does not count. */
    @Test
    void knowsThatOneFlagOnTheCommandLineSilencesTheWarning() throws Exception {
        proc.java("25");
        proc.environment("JAVA_TOOL_OPTIONS=-XX:+EnableDynamicAgentLoading");
        assertThat(proc.jvm().warnsOfAgents()).isTrue();

        proc.environment("JDK_JAVA_OPTIONS=-XX:+EnableDynamicAgentLoading");
        assertThat(proc.jvm().warnsOfAgents()).isFalse();

        proc.environment();
        proc.commandLine("java", "-XX:+EnableDynamicAgentLoading", "-jar", "app.jar");
        assertThat(proc.jvm().warnsOfAgents()).isFalse();
    }
}
