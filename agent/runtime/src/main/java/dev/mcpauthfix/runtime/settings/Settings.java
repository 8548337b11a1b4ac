package dev.mcpauthfix.runtime.settings;

import dev.mcpauthfix.engine.ServerSettings;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All settings, parsed and checked.
 *
 * @param mode what the agent may do
 * @param interaction how a person is asked to log in
 * @param browserCommand the program that opens the login page, null for the platform's own
 * @param home where the agent keeps its files
 * @param vault where tokens are kept
 * @param logFile where the log goes, null for standard error
 * @param logLevel how much is logged
 * @param engine what the engine itself reads, by MCP server
 * @param guards what keeps the agent within bounds
 * @param evidence where it tells what it did
 * @param file the settings file, null for none
 * @param values the values that hold, as text
 */
public record Settings(
        Mode mode,
        Interaction interaction,
        @Nullable String browserCommand,
        Path home,
        VaultSettings vault,
        @Nullable Path logFile,
        LogLevel logLevel,
        ServerSettings engine,
        GuardSettings guards,
        EvidenceSettings evidence,
        @Nullable Path file,
        EffectiveValues values) {

    /** A mode as the setting spells it. */
    public static String spelling(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    /** What the agent may do. */
    public enum Mode {
        /** Repair where the application has its own OAuth for MCP, else heal. */
        AUTO,
        /** Obtain a token and retry. */
        HEAL,
        /** Tell the application what the server does not; hold no token. */
        REPAIR,
        /** Change nothing, and tell of each refusal what would have become of it. */
        OBSERVE,
        /** Leave every call alone. */
        OFF;

        /** Whether something is done about a refusal. */
        public boolean acts() {
            return this != OBSERVE && this != OFF;
        }
    }

    /** How a person is asked to log in. */
    public enum Interaction {
        /** As the surroundings allow. */
        AUTO,
        /** By opening a browser. */
        BROWSER,
        /** By a URL on standard error. */
        PRINT,
        /** Not at all. */
        NONE
    }

    /** How much is logged, from nothing to everything. */
    public enum LogLevel {
        /** Nothing. */
        OFF,
        /** Faults of ours. */
        ERROR,
        /** What a person should look at. */
        WARN,
        /** One line for the start and for each recovery. */
        INFO,
        /** Every step. */
        DEBUG
    }
}
