package dev.mcpauthfix.runtime.login;

import dev.mcpauthfix.engine.port.UserAgent.CodePrompt;
import dev.mcpauthfix.engine.port.UserAgent.VerificationCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A code in a line for whoever reads the terminal or the log. */
final class PrintedCode implements CodePrompt {

    private final CountDownLatch closed = new CountDownLatch(1);

    PrintedCode(VerificationCode code, Consumer<String> person) {
        person.accept("to log in, open " + code.page().toASCIIString() + " on any device and enter the code "
                + code.code()
                + (code.pageWithCode() == null
                        ? ""
                        : ", or open " + code.pageWithCode().toASCIIString())
                + " (good for " + code.lifetime().toSeconds() + " s)");
    }

    @Override
    public boolean pause(Duration duration) {
        try {
            return !closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
