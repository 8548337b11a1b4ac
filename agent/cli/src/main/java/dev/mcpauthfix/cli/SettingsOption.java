package dev.mcpauthfix.cli;

import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.SettingsLoader;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --set}, and the settings of a command with it. */
final class SettingsOption {

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "a setting, as in an agent argument; may be given several times")
    private List<String> settings = new ArrayList<>();

    /** Whether any was given. */
    boolean isGiven() {
        return !settings.isEmpty();
    }

    /** The settings; null where they are wrong, which is told. */
    @Nullable
    Settings load(PrintWriter err, String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        SettingsLoader.Result read =
                SettingsLoader.load(String.join(",", all), Surroundings.ofThisJvm(), Files::readAllLines);
        if (read instanceof SettingsLoader.Invalid invalid) {
            invalid.lines().forEach(err::println);
            return null;
        }
        return ((SettingsLoader.Loaded) read).settings();
    }
}
