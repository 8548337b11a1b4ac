package dev.mcpauthfix.cli;

import picocli.CommandLine.Command;

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
final class DisableCommand extends PlainOrder {}
