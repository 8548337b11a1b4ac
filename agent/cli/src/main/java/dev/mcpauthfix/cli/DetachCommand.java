package dev.mcpauthfix.cli;

import picocli.CommandLine.Command;

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
final class DetachCommand extends PlainOrder {}
