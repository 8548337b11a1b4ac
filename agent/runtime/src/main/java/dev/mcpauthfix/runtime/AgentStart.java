package dev.mcpauthfix.runtime;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.SettingsLoader;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings and says what is wrong with them: a mistake leaves the agent off and the application as it is.
 *
 * <p>Where nobody set anything, which is the rule, the defaults are not even loaded before the engine needs them. No lambdas
 * here: a JVM's first one costs its bootstrap, in every patched application.
 */
final class AgentStart {

    private AgentStart() {}

    static AgentHost host(@Nullable String arguments) {
        if ((arguments == null || arguments.isEmpty()) && !Surroundings.mentionSettings()) {
            return new AgentHost(Settings.Mode.HEAL, AgentLog.PERSON, new Defaults(), null);
        }
        SettingsLoader.Result result = SettingsLoader.load(arguments, Surroundings.ofThisJvm(), new Disk());
        return result instanceof SettingsLoader.Loaded loaded
                ? configured(loaded.settings())
                : off((SettingsLoader.Invalid) result);
    }

    private static AgentHost configured(Settings settings) {
        AgentLog.Level threshold = settings.logLevel() == Settings.LogLevel.OFF
                ? null
                : AgentLog.Level.valueOf(settings.logLevel().name());
        AgentLog log = new AgentLog(threshold, settings.logFile());
        return new AgentHost(settings.mode(), log, new Given(settings), guarded(settings.engine()));
    }

    private static @Nullable ServerSettings guarded(ServerSettings servers) {
        for (EngineSettings some : servers.all()) {
            if (!some.untouchable().isEmpty()) {
                return servers;
            }
        }
        return null;
    }

    private static AgentHost off(SettingsLoader.Invalid invalid) {
        for (String line : invalid.lines()) {
            AgentLog.PERSON.line(AgentLog.Level.WARN, line);
        }
        AgentLog.PERSON.line(
                AgentLog.Level.WARN, "stays off until the settings are corrected; the application runs without it");
        return new AgentHost(null, AgentLog.PERSON, new Defaults(), null);
    }

    /** Settings that were read already. */
    private static final class Given implements Supplier<Settings> {
        private final Settings settings;

        Given(Settings settings) {
            this.settings = settings;
        }

        @Override
        public Settings get() {
            return settings;
        }
    }

    /** The defaults, and what the application itself set since the start. */
    private static final class Defaults implements Supplier<Settings> {
        @Override
        public Settings get() {
            SettingsLoader.Result result = SettingsLoader.load(null, Surroundings.ofThisJvm(), new Disk());
            if (result instanceof SettingsLoader.Loaded loaded) {
                return loaded.settings();
            }
            throw new IllegalStateException(
                    String.join("; ", ((SettingsLoader.Invalid) result).lines()) + "; correct it and start again");
        }
    }

    private static final class Disk implements SettingsLoader.LineReader {
        @Override
        public List<String> read(Path file) throws IOException {
            return Files.readAllLines(file);
        }
    }
}
