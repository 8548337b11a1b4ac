package dev.mcpauthfix.runtime.settings;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.port.SecretSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A secret that a program prints, such as a secret store's own command. No shell is started, and the program sees none of our
 * settings.
 *
 * @param key the setting that names the program, for messages
 * @param words the program and its arguments
 */
record SecretCommand(String key, List<String> words) implements SecretSource {

    private static final int MOST_BYTES = 32 * 1024;
    private static final int SECONDS = 20;

    @Override
    public Result read() {
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith(Setting.VARIABLE_PREFIX));
        // A program written in Java has no use for the agent.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                return read(process);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            return unavailable("it cannot be started");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return unavailable("it was interrupted");
        }
    }

    /** What it prints fits into the pipe, so it ends without being read; one that prints more does not end in time. */
    private Result read(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            return unavailable("it did not end within " + SECONDS + " seconds");
        }
        if (process.exitValue() != 0) {
            return unavailable("it ended with exit code " + process.exitValue());
        }
        byte[] bytes = process.getInputStream().readNBytes(MOST_BYTES + 1);
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (text.isEmpty() || bytes.length > MOST_BYTES) {
            return unavailable(text.isEmpty() ? "it printed nothing" : "it printed more than " + MOST_BYTES + " bytes");
        }
        return new Found(Secret.of(text));
    }

    /** Arguments are not quoted: one may be a secret. */
    private Unavailable unavailable(String why) {
        return new Unavailable(key + ": " + Text.quote(words.get(0)) + ": " + why
                + "; it should print the secret alone and end with exit code 0: try it in a terminal");
    }
}
