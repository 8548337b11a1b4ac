package dev.mcpauthfix.it.hotfix;

import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.JvmResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** The operator's terminal. */
public final class Cli {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Cli() {}

    static Path jar() {
        return Path.of(Objects.requireNonNull(System.getProperty("agent.jar"), "agent.jar"))
                .toAbsolutePath()
                .normalize();
    }

    /** The setting by which somebody completes each login, spelt as an agent argument. */
    static String browser(Path folder) throws IOException {
        return "browser.command=" + BrowserCommand.in(folder.resolve("browser")).replace(" ", "%20");
    }

    /** {@code java -jar mcp-auth-fix.jar <words>}. */
    public static JvmResult run(String... words) throws IOException, InterruptedException {
        return run(jar(), words);
    }

    static JvmResult run(Path jar, String... words) throws IOException, InterruptedException {
        return ForkedJvm.ofThisJdk()
                .with("-XX:TieredStopAtLevel=1", "-jar", jar.toString())
                .with(words)
                .run(LIMIT);
    }
}
