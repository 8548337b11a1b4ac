package dev.mcpauthfix.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes settings of the agent in a running JVM. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Changes settings of the agent in a running JVM, from the next request on.",
        footer = {
            "",
            "Examples:  java -jar mcp-auth-fix.jar set 4711 mode=observe",
            "           java -jar mcp-auth-fix.jar set 4711 'servers=https://mcp.example.com/mcp *.example.org' expires=2027-02-28",
            "",
            TargetOption.JSON_FORM,
            TargetOption.EXIT_CODES
        })
final class SetCommand implements Callable<Integer> {

    @Mixin
    private TargetOption target = new TargetOption();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "key=value",
            description = {
                "settings, as in an agent argument; the command settings lists them.",
                "They change together or not at all, go before all other sources until the JVM ends, and an empty value takes one back."
            })
    private List<String> settings = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        return target.order(spec, "set", settings);
    }
}
