package dev.mcpauthfix.cli;

import picocli.CommandLine.Command;

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
final class EnableCommand extends PlainOrder {}
