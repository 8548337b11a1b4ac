package dev.mcpauthfix.cli;

import dev.mcpauthfix.runtime.settings.Setting;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the settings, from the one place that declares them. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Lists every setting with its default and what it accepts.")
final class SettingsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        for (Setting setting : Setting.values()) {
            String fallback = setting.fallback();
            out.println(setting.key() + (fallback == null ? "" : "=" + fallback));
            out.println("    " + setting.help().replace("`", ""));
            out.println("    accepts " + setting.allowed().replace("`", "")
                    + (setting.secret() ? "; secret: only from " + setting.variable() + " or the config file" : ""));
        }
    }
}
