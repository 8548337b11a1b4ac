package dev.mcpauthfix.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a folder like /proc has links in it")
class SocketAttachmentTest {

    @TempDir
    private Path folder;

    private MadeUpProc proc;
    private SocketAttachment attachment;

    @BeforeEach
    void hasOneJvm() throws Exception {
        proc = new MadeUpProc(folder);
        attachment = new SocketAttachment(proc.process());
    }

    @Test
    void speaksToAContainerWithTheContainersOwnNumbersAndFiles() throws Exception {
        assertThat(proc.process().namespacePid()).isEqualTo(7);
        assertThat(proc.process().socket()).hasToString(proc.path() + "/4711/root/tmp/.java_pid7");
        assertThat(attachment.trigger()).hasToString(proc.path() + "/4711/cwd/.attach_pid7");
        assertThat(proc.inContainer("app/.attach_pid7")).exists();
    }

    @Test
    void usesItsOwnFileThatAnInterruptedAttachHasLeft() throws Exception {
        Files.createFile(proc.inContainer("app/.attach_pid7"));

        assertThat(attachment.trigger()).exists();
    }

    @Test
    void goesToTheTmpOfAJvmWhoseWorkingFolderTakesNoFile() throws Exception {
        proc.takeAway("app");

        assertThat(attachment.trigger()).hasToString(proc.path() + "/4711/root/tmp/.attach_pid7");
    }

    @Test
    void saysWhereRoomIsNeeded() throws Exception {
        proc.takeAway("app");
        proc.takeAway("tmp");

        assertThatThrownBy(attachment::trigger).hasMessageContaining("Neither the JVM's working folder nor its /tmp");
    }

    @Test
    void usesNoFileOfAnotherUser() throws Exception {
        MadeUpProc.foreign(proc.inContainer("app/.attach_pid7"));

        assertThatThrownBy(attachment::trigger).hasMessageContaining("is another user's");
    }

    @Test
    void givesNoOrderToASocketOfAnotherUser() throws Exception {
        MadeUpProc.foreign(proc.inContainer("tmp/.java_pid7"));

        assertThatThrownBy(attachment::properties).hasMessageContaining("another user has put it there");
    }

    @Test
    void saysWhatToRemoveWhereNobodyListensAtTheSocket() throws Exception {
        Path socket = proc.inContainer("tmp/.java_pid7");
        try (ServerSocketChannel before = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            before.bind(UnixDomainSocketAddress.of(socket));
        }

        assertThatThrownBy(attachment::properties)
                .hasMessageContaining(
                        "remove " + proc.process().socket() + ", which a JVM before this one may have left");
    }
}
