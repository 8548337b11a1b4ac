package dev.mcpauthfix.runtime;

import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.SettingsLoader;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings and says what is wrong with them: a mistake leaves the agent off and the application as it is. */
final class AgentStart {

    private AgentStart() {}

    static AgentHost host(@Nullable String arguments) {
        SettingsLoader.Result result = SettingsLoader.load(arguments, Surroundings.ofThisJvm(), new Disk());
        if (result instanceof SettingsLoader.Loaded loaded) {
            return new AgentHost(loaded.settings(), log(loaded.settings()));
        }
        AgentLog log = new AgentLog(AgentLog.Level.INFO, null);
        for (String line : ((SettingsLoader.Invalid) result).lines()) {
            log.line(AgentLog.Level.WARN, line);
        }
        log.line(AgentLog.Level.WARN, "stays off until the settings are corrected; the application runs without it");
        return new AgentHost(null, log);
    }

    private static AgentLog log(Settings settings) {
        AgentLog.Level threshold = settings.logLevel() == Settings.LogLevel.OFF
                ? null
                : AgentLog.Level.valueOf(settings.logLevel().name());
        return new AgentLog(threshold, settings.logFile());
    }

    /** A class and not a lambda: the first lambda of a JVM costs its bootstrap. */
    private static final class Disk implements SettingsLoader.LineReader {
        @Override
        public List<String> read(Path file) throws IOException {
            return Files.readAllLines(file);
        }
    }
}
