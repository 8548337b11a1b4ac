package dev.mcpauthfix.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Switches the agent off at once and leaves it where it is. */
@Command(
        name = "disable",
        mixinStandardHelpOptions = true,
        description = "Switches the agent off from the next request on; enable takes that back.",
        footer = {
            "",
            "Example:  java -jar mcp-auth-fix.jar disable 4711",
            "",
            TargetOption.JSON_FORM,
            TargetOption.EXIT_CODES
        })
final class DisableCommand implements Callable<Integer> {

    @Mixin
    private TargetOption target = new TargetOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        return target.order(spec, "disable", List.of());
    }
}
