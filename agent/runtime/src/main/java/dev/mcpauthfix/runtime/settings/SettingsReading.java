package dev.mcpauthfix.runtime.settings;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.ResourceIndicator;
import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.policy.Experiment;
import dev.mcpauthfix.engine.port.SecretSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
                vault(),
                log.equals("stderr") ? null : HomeFolder.expand(log, surroundings),
                Settings.LogLevel.valueOf(constant(Setting.LOG_LEVEL)),
                servers(),
                guards(),
                evidence(),
                path(Setting.CONFIG),
                EffectiveValues.of(findings));
    }

    private GuardSettings guards() {
        String expires = findings.value(Setting.EXPIRES);
        String wait = findings.value(Setting.BUDGET_WAIT);
        return new GuardSettings(
                serverList(Setting.SERVERS),
                serverList(Setting.SERVERS_DENY),
                path(Setting.KILL_FILE),
                expires == null
                        ? null
                        : LocalDate.parse(expires)
                                .plusDays(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant(),
                number(Setting.BUDGET_REQUESTS),
                wait == null ? null : Duration.ofSeconds(Integer.parseInt(wait)),
                seconds(Setting.EXPERIMENT_WAIT));
    }

    private EvidenceSettings evidence() {
        return new EvidenceSettings(
                path(Setting.AUDIT),
                number(Setting.AUDIT_SIZE) * 1_000_000L,
                number(Setting.AUDIT_FILES),
                surroundings.jvm(findings.value(Setting.JVM)),
                EvidenceSettings.Management.valueOf(constant(Setting.JMX)));
    }

    private @Nullable ServerList serverList(Setting setting) {
        String value = findings.value(setting);
        return value == null ? null : ServerList.parse(value);
    }

    private @Nullable Path path(Setting setting) {
        String value = findings.value(setting);
        return value == null ? null : HomeFolder.expand(value, surroundings).toAbsolutePath();
    }

    private int number(Setting setting) {
        return Integer.parseInt(required(setting));
    }

    private VaultSettings vault() {
        RedisServer redis = RedisServer.parse(required(Setting.VAULT));
        SecretSource key = written(Setting.VAULT_KEY);
        String variable = findings.value(Setting.VAULT_KEY_ENV);
        if (key == null) {
            key = variable == null
                    ? file(Setting.VAULT_KEY_FILE)
                    : new SecretVariable(Setting.VAULT_KEY_ENV.key(), variable, surroundings.environment());
        }
        SecretSource password = written(Setting.VAULT_PASSWORD);
        if (redis != null) {
            redis = redis.with(password != null ? password : file(Setting.VAULT_PASSWORD_FILE));
        }
        return new VaultSettings(
                required(Setting.VAULT).equals("memory"),
                redis,
                key,
                findings.value(Setting.PRINCIPAL),
                surroundings.properties().getOrDefault("user.name", ""));
    }

    private ServerSettings servers() {
        List<ServerSettings.Section> sections = new ArrayList<>();
        for (Findings section : findings.sections()) {
            if (section.server() != null) {
                sections.add(new ServerSettings.Section(
                        section.server(),
                        new SettingsReading(section, surroundings).engine(),
                        section.sets(Setting.DISCOVERY)));
            }
        }
        return new ServerSettings(engine(), sections, experiment());
    }

    private @Nullable Experiment experiment() {
        String value = findings.value(Setting.EXPERIMENT);
        ExperimentText text = value == null ? null : ExperimentText.parse(value);
        return text == null
                ? null
                : new Experiment(
                        text.name(),
                        Experiment.Unit.named(required(Setting.EXPERIMENT_UNIT)),
                        text.lenientShare(),
                        number(Setting.EXPERIMENT_SEED),
                        surroundings.jvm(findings.value(Setting.JVM)));
    }

    private EngineSettings engine() {
        return new EngineSettings(
                EngineSettings.Discovery.valueOf(constant(Setting.DISCOVERY)),
                EngineSettings.Grant.valueOf(constant(Setting.GRANT)),
                findings.value(Setting.CLIENT_ID),
                clientSecret(),
                credentials(),
                findings.hasOwnClient() ? findings.server() : uri(Setting.CLIENT_RESOURCE),
                uri(Setting.CLIENT_METADATA_URL),
                required(Setting.CLIENT_NAME),
                findings.value(Setting.SCOPE),
                uri(Setting.ISSUER),
                required(Setting.PKCE).equals("assume-s256"),
                resource(required(Setting.RESOURCE)),
                seconds(Setting.LOGIN_TIMEOUT),
                headers(findings.value(Setting.HEADERS_NEVER_TOUCH)),
                seconds(Setting.FAILURE_MEMORY),
                number(Setting.BUDGET_LOGINS));
    }

    private static ResourceIndicator resource(String value) {
        return switch (value) {
            case "verbatim" -> ResourceIndicator.VERBATIM;
            case "omit" -> ResourceIndicator.OMITTED;
            default -> ResourceIndicator.of(value);
        };
    }

    private static List<String> headers(@Nullable String names) {
        return names == null ? List.of() : Text.split(names.toLowerCase(Locale.ROOT), " ");
    }

    private EngineSettings.Credentials credentials() {
        return new EngineSettings.Credentials(
                file(Setting.CLIENT_KEY_FILE),
                findings.value(Setting.CLIENT_KEY_ID),
                either(file(Setting.ASSERTION_FILE), Setting.ASSERTION_COMMAND),
                either(file(Setting.TOKEN_FILE), Setting.TOKEN_COMMAND),
                identityProvider());
    }

    private EngineSettings.@Nullable IdentityProvider identityProvider() {
        URI endpoint = uri(Setting.IDP_TOKEN_ENDPOINT);
        String clientId = findings.value(Setting.IDP_CLIENT_ID);
        SecretSource token = either(file(Setting.IDP_TOKEN_FILE), Setting.IDP_TOKEN_COMMAND);
        SecretSource written = written(Setting.IDP_CLIENT_SECRET);
        return endpoint == null || clientId == null || token == null
                ? null
                : new EngineSettings.IdentityProvider(
                        endpoint, clientId, written != null ? written : file(Setting.IDP_CLIENT_SECRET_FILE), token);
    }

    private @Nullable SecretSource clientSecret() {
        SecretSource written = written(Setting.CLIENT_SECRET);
        if (written != null) {
            return written;
        }
        String variable = findings.value(Setting.CLIENT_SECRET_ENV);
        return variable == null
                ? either(file(Setting.CLIENT_SECRET_FILE), Setting.CLIENT_SECRET_COMMAND)
                : new SecretVariable(Setting.CLIENT_SECRET_ENV.key(), variable, surroundings.environment());
    }

    private @Nullable SecretSource written(Setting setting) {
        String value = findings.value(setting);
        return value == null ? null : SecretSource.of(Secret.of(value));
    }

    private @Nullable SecretSource file(Setting setting) {
        String value = findings.value(setting);
        return value == null ? null : new SecretFile(setting.key(), HomeFolder.expand(value, surroundings));
    }

    private @Nullable SecretSource either(@Nullable SecretSource file, Setting command) {
        String value = findings.value(command);
        return value == null ? file : new SecretCommand(command.key(), Text.split(value, " "));
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
