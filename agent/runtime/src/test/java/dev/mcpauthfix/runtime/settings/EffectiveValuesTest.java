package dev.mcpauthfix.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveValuesTest {

    private static EffectiveValues values(String... lines) {
        return settings(lines).values();
    }

    private static Settings settings(String... lines) {
        SettingsLoader.Result result = SettingsLoader.load(
                "config=/etc/fix.conf", new Surroundings(Map.of("user.home", "/home/ada"), Map.of()), file -> {
                    assertThat(file).isEqualTo(Path.of("/etc/fix.conf"));
                    return List.of(lines);
                });
        assertThat(result).isInstanceOf(SettingsLoader.Loaded.class);
        return ((SettingsLoader.Loaded) result).settings();
    }

    @Test
    void haveADigestOfTwelveDigits() {
        assertThat(values().digest()).matches("[0-9a-f]{12}");
        assertThat(EffectiveValues.NONE.digest()).matches("[0-9a-f]{12}");
    }

    @Test
    void haveTheSameDigestWhereTheyAreTheSameWhereverTheyStand() {
        Map<String, String> properties = new HashMap<>(Map.of("user.home", "/home/ada"));
        properties.put("mcp.auth.fix.scope", "a");
        SettingsLoader.Loaded other = (SettingsLoader.Loaded) SettingsLoader.load(
                "config=/etc/fix.conf,mode=observe", new Surroundings(properties, Map.of()), file -> List.of());

        assertThat(values("# in another order", "scope=a", "mode=observe").digest())
                .isEqualTo(other.settings().values().digest());
    }

    @Test
    void haveTheDigestOfTheDefaultsWhereThoseAreSpeltOut() {
        assertThat(values("mode=auto", "login.timeout=300").digest()).isEqualTo(values().digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode=observe",
                "scope=a",
                "servers=a.example.com",
                "expires=2027-02-28",
                "vault=memory",
                "vault=redis://cache.example.com:6379/1",
                "[https://mcp.example.com/mcp]"
            })
    void haveAnotherDigestWhereOneIsAnother(String line) {
        assertThat(values(line).digest()).isNotEqualTo(values().digest());
    }

    @Test
    void haveAnotherDigestWhereTheSameStandsInASection() {
        assertThat(values("scope=a", "[https://mcp.example.com/mcp]").digest())
                .isNotEqualTo(values("[https://mcp.example.com/mcp]", "scope=a").digest());
    }

    @Test
    void tellASecretThatIsThereFromNoneAndNoSecretFromAnother() {
        String one = values("vault.key=" + "0".repeat(64)).digest();

        assertThat(one).isEqualTo(values("vault.key=" + "1".repeat(64)).digest());
        assertThat(one).isNotEqualTo(values().digest());
    }

    @Test
    void tellARedisServerWithoutItsPassword() {
        String one = values("vault=redis://me:hunter2@cache.example.com").digest();

        assertThat(one)
                .isEqualTo(values("vault=redis://me:other@cache.example.com").digest());
        assertThat(one)
                .isNotEqualTo(
                        values("vault=rediss://me:hunter2@cache.example.com").digest());
        assertThat(one)
                .isNotEqualTo(
                        values("vault=redis://me:hunter2@other.example.com").digest());
    }

    @Test
    void doNotCountTheNameOfTheJvm() {
        assertThat(values("jvm=one").digest()).isEqualTo(values("jvm=two").digest());
    }

    @Test
    void nameTheSettingsThatDiffer() {
        EffectiveValues one = values("scope=a", "mode=observe");

        assertThat(one.differencesTo(values("mode=observe", "scope=a"))).isEmpty();
        assertThat(one.differencesTo(values("scope=b", "mode=observe"))).containsExactly(Setting.SCOPE);
        assertThat(one.differencesTo(values("mode=observe"))).containsExactly(Setting.SCOPE);
        assertThat(values("mode=observe").differencesTo(one)).containsExactly(Setting.SCOPE);
        assertThat(values("jvm=one").differencesTo(values("jvm=two"))).containsExactly(Setting.JVM);
    }

    @Test
    void nameASecretThatDiffers() {
        assertThat(values("vault.key=" + "0".repeat(64)).differencesTo(values("vault.key=" + "1".repeat(64))))
                .containsExactly(Setting.VAULT_KEY);
    }

    @Test
    void nameWhatDiffersInASectionAlone() {
        EffectiveValues one = values("[https://mcp.example.com/mcp]", "scope=a");

        assertThat(one.differencesTo(values("[https://mcp.example.com/mcp]", "scope=b")))
                .containsExactly(Setting.SCOPE);
        assertThat(one.differencesTo(values("[https://other.example.com/mcp]", "scope=a")))
                .contains(Setting.SCOPE);
        assertThat(one.differencesTo(values())).contains(Setting.SCOPE);
    }

    @Test
    void doNotShowASecret() {
        assertThat(settings("vault.key=" + "ab".repeat(32)).toString()).doesNotContain("abab");
    }
}
