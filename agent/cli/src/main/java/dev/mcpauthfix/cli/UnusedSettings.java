package dev.mcpauthfix.cli;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.ResourceIndicator;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.settings.Setting;
import dev.mcpauthfix.runtime.settings.Settings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The settings that make an application's agent see a server otherwise than everybody does, and so play no part in a diagnosis. */
final class UnusedSettings {

    private UnusedSettings() {}

    /** One line that names those that hold for this server, null for none. */
    static @Nullable String line(Settings settings, URI url) {
        EngineSettings here = settings.engine().of(UrlRules.bare(url));
        Map<Setting, Boolean> set = new LinkedHashMap<>();
        set.put(Setting.ISSUER, here.issuer() != null);
        set.put(Setting.DISCOVERY, here.discovery() == EngineSettings.Discovery.STRICT);
        set.put(Setting.GRANT, here.grant() != EngineSettings.Grant.AUTHORIZATION_CODE);
        set.put(Setting.CLIENT_ID, here.clientId() != null);
        set.put(Setting.CLIENT_METADATA_URL, here.clientMetadataUri() != null);
        set.put(Setting.CLIENT_NAME, !Objects.equals(here.clientName(), Setting.CLIENT_NAME.fallback()));
        set.put(Setting.SCOPE, here.scope() != null);
        set.put(Setting.PKCE, here.assumePkce());
        set.put(Setting.RESOURCE, !here.resource().equals(ResourceIndicator.VERBATIM));
        List<String> keys = set.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(entry -> entry.getKey().key())
                .toList();
        if (keys.isEmpty()) {
            return null;
        }
        return (keys.size() == 1
                        ? "setting " + keys.get(0) + " plays"
                        : "settings " + String.join(", ", keys) + " play")
                + " no part in the diagnosis; " + (keys.size() == 1 ? "it does" : "they do") + " in --login";
    }
}
