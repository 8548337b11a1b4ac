package dev.mcpauthfix.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExaminerTest {

    @Test
    void answersWhatWasSeenAsTheThirdPart() {
        String answer = new Examiner().examine("url=http%3A%2F%2F127.0.0.1%3A1%2Fa%2Cb,timeout=7");

        assertThat(answer)
                .startsWith("done\nlooked from within this JVM\n{\"url\":\"http://127.0.0.1:1/a,b\"")
                .contains("\"came\":\"unreachable\"");
        assertThat(answer.lines()).hasSize(3);
    }

    @Test
    void looksWithoutTheSettingsOfTheJvmAroundIt() {
        System.setProperty("mcp.auth.fix.issuer", "no address at all");
        try {
            assertThat(new Examiner().examine("url=http%3A%2F%2F127.0.0.1%3A1%2F,timeout=7"))
                    .startsWith("done\n")
                    .contains("\"came\":\"unreachable\"")
                    .doesNotContain("mistake");
        } finally {
            System.clearProperty("mcp.auth.fix.issuer");
        }
    }

    @Test
    void answersAMistakeInTheOrderAsSuch() {
        assertThat(new Examiner().examine("timeout=7"))
                .startsWith("done\nlooked from within this JVM\n{\"mistake\":\"")
                .contains("expected one like https://mcp.example.com/mcp");
    }

    @Test
    void looksOnADaemonThreadThatHoldsNoLoaderOfTheApplications() {
        String answer = new Examiner(
                        argument -> {
                            Thread own = Thread.currentThread();
                            return own.getName() + " " + own.isDaemon() + " " + own.getContextClassLoader();
                        },
                        Duration.ofSeconds(20))
                .examine("");

        assertThat(answer).endsWith("\nmcp-auth-fix-doctor true null");
    }

    @Test
    void endsALookThatTakesTooLongAndSaysSo() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        String answer = new Examiner(
                        argument -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException over) {
                                interrupted.countDown();
                            }
                            return "{}";
                        },
                        Duration.ofMillis(1))
                .examine("timeout=1");

        assertThat(answer).startsWith("failed\nthe look from within this JVM took longer than 1 s");
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysThatALookFailed() {
        String answer = new Examiner(
                        argument -> {
                            throw new IllegalStateException("two\nlines");
                        },
                        Duration.ofSeconds(20))
                .examine("");

        assertThat(answer).startsWith("failed\n").contains("IllegalStateException: two lines");
        assertThat(answer.lines()).hasSize(2);
    }
}
