package dev.mcpauthfix.runtime;

import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.SettingsLoader;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings and says what is wrong with them: a mistake leaves the agent off and the application as it is.
 *
 * <p>Where nobody set anything, which is the rule, the defaults are not even loaded before the engine needs them. No lambdas
 * here: a JVM's first one costs its bootstrap, in every patched application.
 */
final class AgentStart {

    /** The argument by which the shim asks for a core that only answers one order, whatever anybody has set. */
    private static final String FOR_ONE_ORDER = "command=doctor";

    private AgentStart() {}

    static AgentHost host(@Nullable String arguments) {
        boolean forOneOrder = FOR_ONE_ORDER.equals(arguments);
        LiveSettings settings = new LiveSettings(forOneOrder ? null : arguments, new Disk(), Clock.systemUTC());
        AgentHost host = new AgentHost(settings, new AgentLog(AgentLog.Level.INFO, null));
        if (forOneOrder) {
            return host;
        }
        if ((arguments != null && !arguments.isEmpty()) || Surroundings.mentionSettings()) {
            List<String> mistakes = settings.load();
            for (String line : mistakes) {
                AgentLog.PERSON.line(AgentLog.Level.WARN, line);
            }
            if (!mistakes.isEmpty()) {
                AgentLog.PERSON.line(
                        AgentLog.Level.WARN,
                        "stays off until the settings are corrected; the application runs without it");
            }
        }
        return host;
    }

    private static final class Disk implements SettingsLoader.LineReader {
        @Override
        public List<String> read(Path file) throws IOException {
            return Files.readAllLines(file);
        }
    }
}
