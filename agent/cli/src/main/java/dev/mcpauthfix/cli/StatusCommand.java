package dev.mcpauthfix.cli;

import dev.mcpauthfix.cli.jvm.AgentOrder;
import dev.mcpauthfix.cli.jvm.AttachException;
import dev.mcpauthfix.cli.jvm.TargetJvm;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what the agent in a running JVM does, without loading anything into it. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what the agent in a running JVM does. Loads nothing into it and prints nothing there.",
        footer = {
            "",
            "Example:  java -jar mcp-auth-fix.jar status 4711",
            "",
            TargetOption.JSON_FORM,
            "Exit codes: 0 there is an agent, 1 there is none, 2 a mistake in the command line, 3 the JVM cannot be reached."
        })
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private TargetOption target = new TargetOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            TargetJvm jvm = target.jvm();
            @Nullable String status = AgentOrder.status(jvm);
            if (status == null) {
                target.print(spec, "refused", absent(jvm), null);
                return 1;
            }
            target.print(spec, "done", target.json() ? "active" : StatusText.of(status), status);
            return 0;
        } catch (AttachException unreachable) {
            return target.unreachable(spec, unreachable);
        }
    }

    private static String absent(TargetJvm jvm) {
        return jvm.startedWithAgent()
                ? "started with the agent, which has met no HTTP client yet"
                : "no agent in this JVM; java -jar mcp-auth-fix.jar attach " + jvm.pid() + " puts one there";
    }
}
