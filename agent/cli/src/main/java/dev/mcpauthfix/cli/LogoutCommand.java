package dev.mcpauthfix.cli;

import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.token.IssuedTokens;
import dev.mcpauthfix.runtime.EngineAssembly;
import dev.mcpauthfix.runtime.Vaulted;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a login back: at the authorization server, then in the vault. */
@Command(
        name = "logout",
        mixinStandardHelpOptions = true,
        description = "Revokes the tokens for an MCP server and removes them from the vault.",
        footer = {
            "",
            "Example:  java -jar mcp-auth-fix.jar logout https://mcp.example.com/mcp",
            "",
            "Exit codes: 0 revoked and removed, 1 there was nothing or it was removed here only, 2 a mistake in the command"
                    + " line."
        })
final class LogoutCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int MISTAKE = 2;

    @Parameters(paramLabel = "<mcp-url>", description = "the MCP server's URL, as tokens lists it")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private URI url;

    @Option(names = "--local", description = "only removes the tokens here; the server is not asked")
    private boolean local;

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (url.getHost() == null) {
            err.println(url + " is not a URL with a host; expected one like https://mcp.example.com/mcp");
            return MISTAKE;
        }
        Settings loaded = settings.load(err);
        if (loaded == null) {
            return MISTAKE;
        }
        Vaulted vaulted = EngineAssembly.vaulted(loaded, AgentLog.PERSON);
        IssuedTokens issued = vaulted.find(UrlRules.bare(url));
        if (issued == null) {
            err.println("There is no token for " + url + " in " + loaded.vault().place(loaded.home())
                    + "; java -jar mcp-auth-fix.jar tokens lists those there are.");
            return NOT_DONE;
        }
        if (local) {
            vaulted.forget(issued);
            out.println("Removed the tokens for " + url
                    + "; the server was not asked, so a running JVM may go on using them.");
            return DONE;
        }
        String fault = vaulted.takeBack(issued);
        if (fault != null) {
            err.println("The tokens for " + url + " were removed here and not revoked: " + fault
                    + ". A running JVM that has them may go on using them.");
            return NOT_DONE;
        }
        out.println("Logged out of " + url + ": the tokens are revoked and removed.");
        if (isSelfContained(issued)) {
            out.println("An MCP server that checks tokens by their signature alone takes the last access token until it"
                    + " runs out.");
        }
        return DONE;
    }

    /** A JSON Web Token has three parts. */
    private static boolean isSelfContained(IssuedTokens issued) {
        return issued.tokens().access().reveal().split("\\.", -1).length == 3;
    }
}
