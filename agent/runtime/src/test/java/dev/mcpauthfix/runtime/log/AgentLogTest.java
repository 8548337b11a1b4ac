package dev.mcpauthfix.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLogTest {

    @TempDir
    Path folder;

    @Test
    void writesOneLineWithoutWhatWouldShowAnotherText() {
        Path file = folder.resolve("log");
        new AgentLog(AgentLog.Level.INFO, file).line("a\r\nb\u001b[31mc\u202ed\u2028e");

        assertThat(file).hasContent("[mcp-auth-fix] a  b [31mc d e\n");
    }
}
