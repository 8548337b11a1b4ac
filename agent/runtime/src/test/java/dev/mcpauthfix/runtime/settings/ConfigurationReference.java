package dev.mcpauthfix.runtime.settings;

/** Writes {@code docs/configuration.md} from {@link Setting}. */
final class ConfigurationReference {

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Made from Setting.java. To make it again:
                 ./mvnw -q test -pl agent/runtime -am -Dtest=ConfigurationReferenceTest -Dregenerate=true -Dsurefire.failIfNoSpecifiedTests=false -->

            No setting is needed. Where one helps, it may stand in any of these places; the upper one wins:

            | place | form | example |
            |---|---|---|
            | order to a running JVM | `key=value` | `java -jar mcp-auth-fix.jar set 4711 mode=observe` |
            | agent argument | `key=value`, separated by `,` or `;` | `-javaagent:mcp-auth-fix.jar=mode=off,log.level=debug` |
            | system property | `mcp.auth.fix.` and the key | `-Dmcp.auth.fix.mode=off` |
            | environment variable | `MCP_AUTH_FIX_` and the key in capitals, dots as underscores | `MCP_AUTH_FIX_LOG_LEVEL=debug` |
            | file named by `config` | `key=value`, one a line, `#` for comments | `log.level=debug` |

            A value in the agent argument may hold `%XX`, as in a URL: `%2C` for a comma, `%3B` for a semicolon, `%25` for a percent sign.
            In a file a backslash is a backslash. A path may start with `~/`. An empty value takes a setting back to its default.

            A key that does not exist or a value that is not allowed, in any place, is told on standard error in one line that names
            the place, and the agent then leaves every call alone. In a JVM that runs already the settings stay as they were instead: they
            change as a whole or not at all, from the next MCP request on ([hotfix.md](hotfix.md#changing-settings-while-it-runs)).

            | key | default | allowed | what it does |
            |---|---|---|---|
            """;

    private static final String SECRETS = """

            A command line is readable by every user of the machine, so a secret (%s) is taken from the environment or the file
            only; as order, agent argument or system property it is refused.

            ## For one MCP server

            In the file a line with an address in brackets begins a section. What follows holds for that MCP server and for paths below it
            alone, before anything that is set in general, wherever that stands; of several sections the deepest counts.

            ```properties
            log.level=info

            [https://mcp.example.com/mcp]
            client.id=reports
            client.secret.file=/run/secrets/reports
            grant=client_credentials

            [https://tools.example.com/mcp]
            resource=omit
            scope=tools:read
            headers.never.touch=X-Api-Key
            ```

            A section may hold %s.
            What it does not set it takes over, with two exceptions: a section that sets `issuer` or anything of a client (`client.id`,
            `client.secret`, `client.key.file`, `assertion.file`, `token.file` and their kin) takes over nothing of the general client, and
            one that sets anything of `idp.` nothing of the general identity provider. The section's address stands for
            `client.resource`: its credentials are shown to no other MCP server.

            Where `home` is not set it is `$XDG_CONFIG_HOME/mcp-auth-fix` or `~/.config/mcp-auth-fix` on Linux,
            `~/Library/Application Support/mcp-auth-fix` on macOS, and `%%APPDATA%%\\mcp-auth-fix` on Windows.
            """;

    private ConfigurationReference() {}

    private static String sectionKeys() {
        StringBuilder keys = new StringBuilder();
        for (Setting setting : SectionKeys.ALLOWED) {
            keys.append(keys.isEmpty() ? "`" : ", `").append(setting.key()).append('`');
        }
        return keys.toString();
    }

    static String text() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        StringBuilder secrets = new StringBuilder();
        for (Setting setting : Setting.values()) {
            String fallback = setting.fallback();
            text.append("| `").append(setting.key()).append("` | ");
            text.append(fallback == null ? "" : "`" + fallback + "`").append(" | ");
            text.append(setting.allowed()).append(" | ");
            text.append(setting.help()).append(" |\n");
            if (setting.secret()) {
                secrets.append(secrets.isEmpty() ? "`" : ", `")
                        .append(setting.key())
                        .append('`');
            }
        }
        return text.append(SECRETS.formatted(secrets, sectionKeys())).toString();
    }
}
