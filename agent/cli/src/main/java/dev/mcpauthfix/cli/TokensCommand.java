package dev.mcpauthfix.cli;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.token.IssuedTokens;
import dev.mcpauthfix.engine.token.Tokens;
import dev.mcpauthfix.runtime.EngineAssembly;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what the vault holds, without a token. */
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        description = "Lists the MCP servers that this user has tokens for. Never shows a token.",
        footer = {
            "",
            "Example:  java -jar mcp-auth-fix.jar tokens",
            "",
            "Exit codes: 0 listed, 2 a mistake in the command line."
        })
final class TokensCommand implements Callable<Integer> {

    private static final int MISTAKE = 2;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Settings loaded = settings.load(spec.commandLine().getErr());
        if (loaded == null) {
            return MISTAKE;
        }
        List<IssuedTokens> all = EngineAssembly.vaulted(loaded, AgentLog.PERSON).all();
        Instant now = Instant.now();
        for (IssuedTokens issued : all) {
            if (json) {
                out.println(JsonObject.of(members(issued)).toJson());
            } else {
                print(out, issued, now);
            }
        }
        if (all.isEmpty() && !json) {
            out.println("No tokens in " + loaded.vault().place(loaded.home()) + ".");
        }
        return 0;
    }

    private static void print(PrintWriter out, IssuedTokens issued, Instant now) {
        out.println(issued.mcpUri());
        out.println("    issuer  " + issued.issuer());
        out.println("    client  " + issued.client().clientId());
        String scope = issued.tokens().scope();
        if (scope != null) {
            out.println("    scope   " + scope);
        }
        out.println("    token   " + state(issued, now));
    }

    /** What a person wants to know of it: is it good, for how long, and what to do where it is not. */
    private static String state(IssuedTokens issued, Instant now) {
        Tokens tokens = issued.tokens();
        String renewal = tokens.refresh() == null ? ", cannot be renewed" : ", renewed when it is needed";
        if (tokens.expiresAt() == null) {
            return "good until the server says otherwise" + renewal;
        }
        if (tokens.isCurrent(now)) {
            return "good for " + words(Duration.between(now, tokens.expiresAt())) + renewal;
        }
        String ago = "expired " + words(Duration.between(tokens.expiresAt(), now)) + " ago";
        return tokens.refresh() == null
                ? ago + ": run java -jar mcp-auth-fix.jar login " + issued.mcpUri()
                : ago + renewal;
    }

    private static String words(Duration duration) {
        if (duration.toDays() > 1) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() > 1) {
            return duration.toHours() + " hours";
        }
        return duration.toMinutes() > 1 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }

    private static Map<String, @Nullable Object> members(IssuedTokens issued) {
        Tokens tokens = issued.tokens();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("mcp_server", issued.mcpUri().toString());
        members.put("resource", issued.resource());
        members.put("issuer", issued.issuer());
        members.put("client_id", issued.client().clientId());
        members.put("scope", tokens.scope());
        members.put("issued_at", tokens.issuedAt().toString());
        members.put(
                "expires_at",
                tokens.expiresAt() == null ? null : tokens.expiresAt().toString());
        members.put("renewable", tokens.refresh() != null);
        members.put("bound_to_key", issued.possession() != null);
        return members;
    }
}
