package dev.mcpauthfix.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Whatever a settings file or an agent argument holds, it is settings or lines that say what is wrong. */
@Tag("fuzz")
final class SettingsFuzzTest {

    private static void isSound(SettingsLoader.Result result) {
        if (result instanceof SettingsLoader.Invalid invalid) {
            assertThat(invalid.lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.chars().anyMatch(Character::isISOControl))
                            .as(line)
                            .isFalse());
        }
    }

    @FuzzTest
    void settingsFile(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        isSound(SettingsLoader.load(
                "config=/etc/fix.conf",
                new Surroundings(Map.of("user.home", "/home/ada"), Map.of()),
                file -> text.lines().toList()));
    }

    @FuzzTest
    void agentArgument(byte[] input) {
        isSound(SettingsLoader.load(
                new String(input, StandardCharsets.UTF_8),
                new Surroundings(Map.of("user.home", "/home/ada"), Map.of("MCP_AUTH_FIX_SCOPE", "a")),
                file -> java.util.List.of()));
    }
}
