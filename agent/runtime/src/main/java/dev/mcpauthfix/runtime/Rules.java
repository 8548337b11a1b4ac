package dev.mcpauthfix.runtime;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.settings.GuardSettings;
import dev.mcpauthfix.runtime.settings.ServerList;
import dev.mcpauthfix.runtime.settings.Settings;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What of the settings is asked at every MCP request.
 *
 * @param mode what the agent may do as it was set, null where the settings are wrong and it may do nothing
 * @param servers the only MCP servers that it touches, null for all
 * @param denied MCP servers that it never touches, null for none
 * @param guarded settings that name headers never to touch, null where none do
 * @param killFile while there is such a file it is off, null for none
 * @param expires from when on it only observes, in milliseconds since 1970
 * @param file the settings file, null for none
 * @param namesCredentials whether they name a client or a grant for the agent
 */
record Rules(
        Settings.@Nullable Mode mode,
        @Nullable ServerList servers,
        @Nullable ServerList denied,
        @Nullable ServerSettings guarded,
        @Nullable File killFile,
        long expires,
        @Nullable Path file,
        boolean namesCredentials) {

    /** Nobody has set anything. */
    static final Rules UNSET = new Rules(Settings.Mode.AUTO, null, null, null, null, Long.MAX_VALUE, null, false);

    /** The settings are wrong. */
    static final Rules WRONG = new Rules(null, null, null, null, null, Long.MAX_VALUE, null, false);

    static Rules of(Settings settings) {
        GuardSettings guards = settings.guards();
        return new Rules(
                settings.mode(),
                guards.servers(),
                guards.denied(),
                guarded(settings.engine()),
                guards.killFile() == null ? null : guards.killFile().toFile(),
                guards.expires() == null ? Long.MAX_VALUE : guards.expires().toEpochMilli(),
                settings.file(),
                namesCredentials(settings.engine()));
    }

    private static boolean namesCredentials(ServerSettings servers) {
        for (EngineSettings some : servers.all()) {
            if (some.clientId() != null || some.grant() != EngineSettings.Grant.AUTHORIZATION_CODE) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable ServerSettings guarded(ServerSettings servers) {
        for (EngineSettings some : servers.all()) {
            if (!some.untouchable().isEmpty()) {
                return servers;
            }
        }
        return null;
    }

    /** Whether the lists of servers let the agent touch a request to this URI. */
    boolean admits(URI uri) {
        return (servers == null && denied == null)
                || !UrlRules.isWeb(uri)
                || ((servers == null || servers.covers(uri)) && (denied == null || !denied.covers(uri)));
    }
}
