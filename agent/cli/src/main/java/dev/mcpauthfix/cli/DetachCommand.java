package dev.mcpauthfix.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes the agent out of a running JVM. */
@Command(
        name = "detach",
        mixinStandardHelpOptions = true,
        description = "Takes the agent out of a running JVM: every class gets its own code back.",
        footer = {
            "",
            "Example:  java -jar mcp-auth-fix.jar detach 4711",
            "",
            TargetOption.JSON_FORM,
            TargetOption.EXIT_CODES
        })
final class DetachCommand implements Callable<Integer> {

    @Mixin
    private TargetOption target = new TargetOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        return target.order(spec, "detach", List.of());
    }
}
