package dev.mcpauthfix.it.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Clients in other languages, which {@code scripts/real-clients} puts into the cache. */
enum ForeignClient {
    TYPESCRIPT("typescript-client", "node", "node_modules", "client.mjs"),
    PYTHON("python-client", "bin/python", "bin/python", "client.py");

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final String folder;
    private final String interpreter;
    private final String sign;
    private final String program;

    ForeignClient(String folder, String interpreter, String sign, String program) {
        this.folder = folder;
        this.interpreter = interpreter;
        this.sign = sign;
        this.program = program;
    }

    /** Skips the test, and prints why. */
    void skipWhereItIsNotInstalled() {
        boolean installed = Files.exists(folder().resolve(sign));
        String reason =
                folder() + " is not installed: run scripts/real-clients, with Node 20 and Python 3.10 on the PATH";
        if (!installed) {
            System.out.println("skipped: " + reason);
        }
        assumeTrue(installed, reason);
    }

    /** Everything that it said, to the end of its run. */
    String run(String mcpUrl) throws IOException, InterruptedException {
        Path out = Files.createTempFile("client", ".txt");
        try {
            Path ours = folder().resolve(interpreter);
            String command = Files.exists(ours) ? ours.toString() : interpreter;
            ProcessBuilder builder = new ProcessBuilder(
                            List.of(command, folder().resolve(program).toString(), mcpUrl))
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            Process process = builder.start();
            boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            return Files.readString(out, UTF_8) + (ended ? "" : "\nkilled after " + LIMIT);
        } finally {
            Files.delete(out);
        }
    }

    private Path folder() {
        return Path.of(System.getProperty("cache"))
                .resolve(folder)
                .toAbsolutePath()
                .normalize();
    }
}
