package dev.mcpauthfix.runtime.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionTest {

    @ParameterizedTest
    @CsvSource({
        "AUTO, firefox, Linux, NOTHING, false, BROWSER",
        "AUTO, , Linux, DISPLAY, false, BROWSER",
        "AUTO, , Linux, WAYLAND_DISPLAY, true, BROWSER",
        "AUTO, , Linux, NOTHING, true, PRINT",
        "AUTO, , Linux, NOTHING, false, NOBODY",
        "AUTO, , Mac OS X, NOTHING, false, BROWSER",
        "AUTO, , Mac OS X, SSH_CONNECTION, false, NOBODY",
        "AUTO, , Mac OS X, SSH_CONNECTION, true, PRINT",
        "AUTO, , Windows 11, NOTHING, false, BROWSER",
        "BROWSER, , Linux, NOTHING, false, BROWSER",
        "PRINT, firefox, Linux, DISPLAY, false, PRINT",
        "NONE, firefox, Linux, DISPLAY, true, NOBODY",
    })
    void followsTheSettingAndTheSurroundings(
            Settings.Interaction wanted,
            String command,
            String system,
            String variable,
            boolean terminal,
            Interaction.Way way) {
        Surroundings surroundings = new Surroundings(Map.of("os.name", system), Map.of(variable, "1"));

        Interaction interaction = Interaction.decide(wanted, command, surroundings, () -> terminal);

        assertThat(interaction.way()).isEqualTo(way);
        assertThat(interaction.reason() != null).isEqualTo(way == Interaction.Way.NOBODY);
    }

    @Test
    void tellsASilentJvmsOwnerWhatToSet() {
        Surroundings surroundings = new Surroundings(Map.of("os.name", "Linux"), Map.of("DISPLAY", ""));

        assertThat(Interaction.decide(Settings.Interaction.AUTO, null, surroundings, () -> false)
                        .reason())
                .contains("neither a desktop nor a terminal", "interaction", "client_credentials");
    }
}
