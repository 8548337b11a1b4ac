package dev.mcpauthfix.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a folder like /proc has links in it")
class ExaminationTest {

    @Test
    void isTheThirdPartOfTheAnswer() throws Exception {
        assertThat(seen(AgentOrder.Outcome.DONE, "{\"url\":\"https://mcp.example.com\"}"))
                .isEqualTo("https://mcp.example.com");
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, {}", "FAILED, {}", "DONE,"})
    void thatWasNotMadeSaysWhyAndWhatToDo(AgentOrder.Outcome outcome, @Nullable String status) {
        assertThatThrownBy(() -> seen(outcome, status))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("identifier 7 did not look at the server: there is no order doctor. ")
                .hasMessageContaining("attach this one");
    }

    @Test
    void thatIsNoJsonIsSaidSo() {
        assertThatThrownBy(() -> seen(AgentOrder.Outcome.DONE, "{")).hasMessageContaining("something else than JSON");
    }

    @Test
    void thatIsTooLongForAJvmIsNotSent(@TempDir Path folder) throws Exception {
        TargetJvm jvm = new MadeUpProc(folder).jvm();

        assertThatThrownBy(() -> Examination.in(jvm, "/app/mcp-auth-fix.jar", List.of("url=" + "x".repeat(900))))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("too long to be sent to a JVM");
    }

    private static @Nullable String seen(AgentOrder.Outcome outcome, @Nullable String status) throws AttachException {
        return Examination.seen(7, new AgentOrder.Answer(outcome, "there is no order doctor", status, false))
                .string("url");
    }
}
