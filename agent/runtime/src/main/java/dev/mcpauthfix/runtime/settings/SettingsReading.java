package dev.mcpauthfix.runtime.settings;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.port.SecretSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes typed settings of checked text. */
final class SettingsReading {

    private final Findings findings;
    private final Surroundings surroundings;

    private SettingsReading(Findings findings, Surroundings surroundings) {
        this.findings = findings;
        this.surroundings = surroundings;
    }

    static Settings of(Findings findings, Surroundings surroundings) {
        return new SettingsReading(findings, surroundings).settings();
    }

    private Settings settings() {
        String home = findings.value(Setting.HOME);
        String log = required(Setting.LOG);
        Path folder = home == null ? HomeFolder.of(surroundings) : HomeFolder.expand(home, surroundings);
        return new Settings(
                Settings.Mode.valueOf(constant(Setting.MODE)),
                Settings.Interaction.valueOf(constant(Setting.INTERACTION)),
                findings.value(Setting.BROWSER_COMMAND),
                folder.toAbsolutePath(),
                Settings.Vault.valueOf(constant(Setting.VAULT)),
                log.equals("stderr") ? null : HomeFolder.expand(log, surroundings),
                Settings.LogLevel.valueOf(constant(Setting.LOG_LEVEL)),
                engine());
    }

    private EngineSettings engine() {
        return new EngineSettings(
                EngineSettings.Discovery.valueOf(constant(Setting.DISCOVERY)),
                EngineSettings.Grant.valueOf(constant(Setting.GRANT)),
                findings.value(Setting.CLIENT_ID),
                secret(Setting.CLIENT_SECRET),
                credentials(),
                uri(Setting.CLIENT_RESOURCE),
                uri(Setting.CLIENT_METADATA_URL),
                required(Setting.CLIENT_NAME),
                findings.value(Setting.SCOPE),
                uri(Setting.ISSUER),
                required(Setting.PKCE).equals("assume-s256"),
                required(Setting.RESOURCE).equals("verbatim"),
                seconds(Setting.LOGIN_TIMEOUT),
                seconds(Setting.FAILURE_MEMORY));
    }

    private EngineSettings.Credentials credentials() {
        return new EngineSettings.Credentials(
                source(Setting.CLIENT_KEY_FILE), source(Setting.ASSERTION_FILE), identityProvider());
    }

    private EngineSettings.@Nullable IdentityProvider identityProvider() {
        URI endpoint = uri(Setting.IDP_TOKEN_ENDPOINT);
        String clientId = findings.value(Setting.IDP_CLIENT_ID);
        SecretSource token = source(Setting.IDP_TOKEN_FILE);
        return endpoint == null || clientId == null || token == null
                ? null
                : new EngineSettings.IdentityProvider(endpoint, clientId, secret(Setting.IDP_CLIENT_SECRET), token);
    }

    private @Nullable Secret secret(Setting setting) {
        String value = findings.value(setting);
        return value == null ? null : Secret.of(value);
    }

    private @Nullable SecretSource source(Setting setting) {
        String value = findings.value(setting);
        return value == null ? null : new SecretFile(setting.key(), HomeFolder.expand(value, surroundings));
    }

    private String required(Setting setting) {
        String value = findings.value(setting);
        if (value == null) {
            throw new IllegalStateException(setting.key() + " has no default");
        }
        return value;
    }

    private String constant(Setting setting) {
        return required(setting).toUpperCase(Locale.ROOT);
    }

    private Duration seconds(Setting setting) {
        return Duration.ofSeconds(Integer.parseInt(required(setting)));
    }

    private @Nullable URI uri(Setting setting) {
        String value = findings.value(setting);
        return value == null ? null : URI.create(value);
    }
}
