package dev.mcpauthfix.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.port.SecretSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultSettingsTest {

    private static SettingsLoader.Result load(String arguments, Map<String, String> environment) {
        return SettingsLoader.load(
                arguments, new Surroundings(Map.of("user.name", "ada"), environment), file -> List.of());
    }

    private static VaultSettings vault(String arguments, Map<String, String> environment) {
        SettingsLoader.Result result = load(arguments, environment);
        if (result instanceof SettingsLoader.Loaded loaded) {
            return loaded.settings().vault();
        }
        throw new AssertionError(result.toString());
    }

    private static List<String> mistakes(String arguments, Map<String, String> environment) {
        return load(arguments, environment) instanceof SettingsLoader.Invalid invalid ? invalid.lines() : List.of();
    }

    @ParameterizedTest
    @CsvSource({
        "redis://cache.example, redis://cache.example:6379/0",
        "redis://127.0.0.1:7000/3, redis://127.0.0.1:7000/3",
        "rediss://[::1]:7000, rediss://[::1]:7000/0",
        "rediss://me:hunter2@cache.example/1, rediss://cache.example:6379/1",
        "redis://:hunter2@cache.example, redis://cache.example:6379/0",
    })
    void aRedisServerIsNamedByAUrlAndShowsItselfWithoutItsPassword(String url, String shown) {
        VaultSettings settings = vault("", Map.of("MCP_AUTH_FIX_VAULT", url));

        assertThat(settings.redis()).hasToString(shown);
        assertThat(settings.toString()).doesNotContain("hunter2");
        assertThat(settings.place(Path.of("home"))).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis", "redis://", "redis:///1", "redis://a/b", "redis://a/99999", "redis://a?x=1", "http://a"
            })
    void whatNamesNoVaultIsRefused(String value) {
        assertThat(mistakes("vault=" + value, Map.of()))
                .singleElement()
                .asString()
                .contains("is not allowed; allowed: file, memory, redis://host:port/database");
    }

    @Test
    void aPasswordInAWrongUrlIsNotQuoted() {
        assertThat(mistakes("", Map.of("MCP_AUTH_FIX_VAULT", "redis://:hunter2@cache.example/none")))
                .singleElement()
                .asString()
                .contains("MCP_AUTH_FIX_VAULT: the value is not allowed")
                .doesNotContain("hunter2");
    }

    @Test
    void secretsOnACommandLineAreRefusedWithTheirPlace() {
        assertThat(mistakes("vault=redis://:hunter2@cache.example,vault.key=hunter3,vault.password=hunter4", Map.of()))
                .hasSize(3)
                .noneMatch(line -> line.contains("hunter"))
                .anyMatch(line -> line.startsWith("agent argument vault: a password is refused here"))
                .anyMatch(line ->
                        line.startsWith("agent argument vault.key: refused") && line.contains("MCP_AUTH_FIX_VAULT_KEY"))
                .anyMatch(line -> line.startsWith("agent argument vault.password: refused"));
    }

    @Test
    void theKeyComesFromAVariableOfTheUsersChoice() {
        SecretSource key = Objects.requireNonNull(
                vault("vault.key.env=MY_KEY", Map.of("MY_KEY", "hunter2")).key());

        assertThat(key.read())
                .isInstanceOfSatisfying(
                        SecretSource.Found.class,
                        found -> assertThat(found.value().reveal()).isEqualTo("hunter2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vault=memory,vault.key.file=k|agent argument vault.key.file: of no use with vault=memory",
                "vault.key.env=K,vault.key.file=k|agent argument vault.key.env: says the same as vault.key.file",
                "vault.password.file=k|agent argument vault.password.file: of no use without a Redis server",
            })
    void whatCannotBeMeantTogetherIsTold(String arguments, String line) {
        assertThat(mistakes(arguments, Map.of())).singleElement().asString().startsWith(line);
    }

    @Test
    void thePrincipalIsTheUserOfTheProcessUnlessNamed() {
        assertThat(vault("", Map.of()).principal()).isNull();
        assertThat(vault("", Map.of()).user()).isEqualTo("ada");
        assertThat(vault("principal=billing", Map.of()).principal()).isEqualTo("billing");
    }
}
