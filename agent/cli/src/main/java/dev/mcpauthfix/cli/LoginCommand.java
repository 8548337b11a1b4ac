package dev.mcpauthfix.cli;

import dev.mcpauthfix.engine.Decision;
import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.port.UserAgent;
import dev.mcpauthfix.runtime.EngineAssembly;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.login.LoopbackUserAgent;
import dev.mcpauthfix.runtime.login.PasteUserAgent;
import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Logs in ahead of time, with a person at this terminal: the token lands in the vault, where a JVM of the same user that cannot ask
 * anybody finds it at its next 401.
 */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = "Logs in to an MCP server and keeps the token where the agent finds it.",
        footer = {
            "",
            "Examples:",
            "  java -jar mcp-auth-fix.jar login https://mcp.example.com/mcp",
            "  java -jar mcp-auth-fix.jar login --paste https://mcp.example.com/mcp",
            "",
            "Exit codes: 0 logged in, or nothing to log in to; 1 not logged in;",
            "2 a mistake in the command or a setting; 130 given up by Ctrl-C."
        })
final class LoginCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int MISTAKE = 2;

    @Parameters(paramLabel = "<mcp-url>", description = "the MCP server's URL, as the application uses it")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private URI url;

    @ArgGroup
    private Way way = new Way();

    /** Where the person's browser is. */
    static final class Way {
        @Option(
                names = "--paste",
                description = "the browser is on another machine: paste the address it ends at into this terminal")
        private boolean paste;

        @Option(
                names = "--device",
                description = "log in on another device by a code (RFC 8628), where the authorization server offers it")
        private boolean device;
    }

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        if (url.getHost() == null) {
            err.println(url + " is not a URL with a host; expected one like https://mcp.example.com/mcp");
            return MISTAKE;
        }
        Settings loaded = way.device ? settings.load(err, "grant=device_code") : settings.load(err);
        return loaded == null ? MISTAKE : login(loaded);
    }

    private int login(Settings loaded) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        LoginRun run = new LoginRun(url, loaded, EngineAssembly.fetcher(loaded), out);
        HttpFetcher.Result probed = run.ask();
        if (!(probed instanceof HttpFetcher.Answer answer)) {
            err.println("cannot reach " + url + ": " + LoginRun.reason(probed));
            return NOT_DONE;
        }
        if (answer.status() != 401) {
            out.println(url + " answered " + answer.status() + " without a token; there is nothing to log in to");
            return answer.status() < 300 ? DONE : NOT_DONE;
        }
        out.println("Logging in to " + url + " ...");
        Decision decision = run.login(answer, userAgent(loaded));
        if (decision instanceof Decision.Retry) {
            return kept(loaded) ? DONE : NOT_DONE;
        }
        err.println("Not logged in: " + (decision instanceof Decision.PassThrough pass ? pass.reason() : decision));
        return NOT_DONE;
    }

    /** Whether the token is where the settings want it, which is told. */
    private boolean kept(Settings loaded) {
        PrintWriter out = spec.commandLine().getOut();
        if (loaded.vault().inMemory()) {
            out.println("Logged in. vault=memory: the token is gone with this command; use vault=file to keep it.");
            return true;
        }
        String place = loaded.vault().place(loaded.home());
        boolean given = loaded.engine().of(UrlRules.bare(url)).grant() == EngineSettings.Grant.TOKEN;
        AgentLog silent = new AgentLog(null, null);
        if (!given && EngineAssembly.vaulted(loaded, silent).find(UrlRules.bare(url)) == null) {
            spec.commandLine()
                    .getErr()
                    .println("Logged in, but the token could not be kept in " + place
                            + " and is gone with this command; a line above says why.");
            return false;
        }
        out.println("Logged in. The token is in " + place
                + "; running JVMs of this user pick it up at their next request.");
        return true;
    }

    private UserAgent userAgent(Settings loaded) {
        return way.paste
                ? new PasteUserAgent(
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                        AgentLog.PERSON::line)
                : new LoopbackUserAgent(loaded, Surroundings.ofThisJvm(), AgentLog.PERSON::line, Clock.systemUTC());
    }
}
