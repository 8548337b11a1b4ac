package dev.mcpauthfix.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes a setting of the agent in a running JVM. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Changes a setting of the agent in a running JVM, from the next request on.",
        footer = {"", "Example:  java -jar mcp-auth-fix.jar set 4711 mode=observe", "", TargetOption.EXIT_CODES})
final class SetCommand implements Callable<Integer> {

    @Mixin
    private TargetOption target = new TargetOption();

    @Parameters(index = "1", paramLabel = "mode=heal|observe|off", description = "the setting")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String setting;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        return target.order(spec, "set", List.of(setting));
    }
}
