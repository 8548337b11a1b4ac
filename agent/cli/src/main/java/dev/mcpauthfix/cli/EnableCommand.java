package dev.mcpauthfix.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes a disable back. */
@Command(
        name = "enable",
        mixinStandardHelpOptions = true,
        description = "Switches the agent on again, with the mode that it had.",
        footer = {
            "",
            "Example:  java -jar mcp-auth-fix.jar enable 4711",
            "",
            TargetOption.JSON_FORM,
            TargetOption.EXIT_CODES
        })
final class EnableCommand implements Callable<Integer> {

    @Mixin
    private TargetOption target = new TargetOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        return target.order(spec, "enable", List.of());
    }
}
