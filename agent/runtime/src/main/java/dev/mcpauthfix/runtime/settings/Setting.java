package dev.mcpauthfix.runtime.settings;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is: key, default, what it accepts, one line of help. {@code docs/configuration.md} is made from this,
 * and a test fails when it is stale.
 */
public enum Setting {
    /** What the agent may do. */
    MODE(
            "mode",
            "auto",
            Form.CHOICE,
            "auto|heal|repair|observe|off",
            "`heal` obtains a token and retries; `repair` tells an application that has its own OAuth what the server does not, and"
                    + " holds no token; `auto` is `repair` where the application has its own, else `heal`; `observe` changes nothing and"
                    + " tells what would have happened; `off` leaves every call alone"),
    /** Whom the agent may help. */
    SERVERS(
            "servers",
            null,
            Form.SERVERS,
            "addresses or host names of MCP servers, separated by spaces: `https://mcp.example.com/mcp`, `mcp.example.com:8443`,"
                    + " `*.example.com`",
            "the only MCP servers that the agent touches; an address covers the paths below it; all servers if not set"),
    /** Whom the agent may not help. */
    SERVERS_DENY(
            "servers.deny",
            null,
            Form.SERVERS,
            "addresses or host names as for `servers`",
            "MCP servers that the agent never touches, whatever `servers` says"),
    /** The switch that needs no command. */
    KILL_FILE(
            "kill.file",
            null,
            Form.PATH,
            "a file",
            "while there is a file of this name the agent is off, whatever else is set; looked for at each MCP request"),
    /** How long a hotfix lasts. */
    EXPIRES(
            "expires",
            null,
            Form.DATE,
            "a date, such as `2027-02-28`",
            "the last day, in UTC, on which the agent heals; after it the agent only observes, and says so"),
    /** How much the agent may ask of others. */
    BUDGET_REQUESTS(
            "budget.requests",
            "1000",
            Form.NUMBER,
            "1|1000000",
            "how many requests of its own the agent sends for one MCP server in an hour"),
    /** How often a person may be asked. */
    BUDGET_LOGINS(
            "budget.logins",
            "12",
            Form.NUMBER,
            "0|1000",
            "how many login pages the agent shows for one MCP server in an hour, whatever they helped; at most three that"
                    + " helped nothing"),
    /** How long the application may wait. */
    BUDGET_WAIT(
            "budget.wait",
            null,
            Form.SECONDS,
            "1|86400",
            "how long one call of the application may wait for the agent before it gets its own 401; what the agent has begun goes"
                    + " on, and the token is there for the next call; as long as `login.timeout` if not set"),
    /** How the authorization server is found. */
    DISCOVERY(
            "discovery",
            "lenient",
            Form.CHOICE,
            "lenient|strict",
            "`strict` follows only the `resource_metadata` hint; `lenient` also tries the well-known addresses"),
    /** Strict against lenient discovery. */
    EXPERIMENT(
            "experiment",
            null,
            Form.EXPERIMENT,
            "a name and a share, such as `rollout:lenient=25%`",
            "gives this share `discovery=lenient` and the rest `discovery=strict`, see docs/experiment.md"),
    /** What is assigned. */
    EXPERIMENT_UNIT(
            "experiment.unit",
            "jvm+server",
            Form.CHOICE,
            "jvm|server|jvm+server",
            "what `experiment` assigns: all servers of a JVM, a server in all JVMs, or a server in a JVM"),
    /** Another assignment. */
    EXPERIMENT_SEED("experiment.seed", "0", Form.NUMBER, "0|999999999", "the hash's seed; another one assigns anew"),
    /** How long calls may wait before it is stopped. */
    EXPERIMENT_WAIT(
            "experiment.wait",
            "60",
            Form.SECONDS,
            "1|86400",
            "stops the experiment in a JVM where one in twenty lenient calls waits longer than this"),
    /** How a person is asked to log in. */
    INTERACTION(
            "interaction",
            "auto",
            Form.CHOICE,
            "auto|browser|print|none",
            "how a person is asked: `auto` opens a browser on a desktop, prints the URL on a terminal, asks nobody elsewhere"),
    /** The program that opens the login page. */
    BROWSER_COMMAND(
            "browser.command",
            null,
            Form.TEXT,
            "a program and its arguments, separated by spaces",
            "opens the login page; the URL becomes its last argument; the platform's own opener if not set"),
    /** Where the agent keeps its files. */
    HOME(
            "home",
            null,
            Form.PATH,
            "a folder",
            "where tokens and client registrations are kept; the user's configuration folder if not set"),
    /** The settings file. */
    CONFIG("config", null, Form.PATH, "a file", "a file with more settings, one `key=value` a line"),
    /** How a token is obtained. */
    GRANT(
            "grant",
            "authorization_code",
            Form.CHOICE,
            "authorization_code|device_code|client_credentials|jwt_bearer|id_jag|token",
            "`authorization_code` lets a person log in here, `device_code` on another device; the others need nobody, see docs/grants.md"),
    /** A pre-registered client. */
    CLIENT_ID("client.id", null, Form.TEXT, "a client identifier", "the client registered beforehand"),
    /** The pre-registered client's secret. */
    CLIENT_SECRET("client.secret", null, Form.SECRET, "the client's secret", "the secret of `client.id`"),
    /** The pre-registered client's secret, in a file. */
    CLIENT_SECRET_FILE(
            "client.secret.file", null, Form.PATH, "a file", "the secret of `client.id` alone; read for each request"),
    /** The pre-registered client's secret, in a variable. */
    CLIENT_SECRET_ENV(
            "client.secret.env",
            null,
            Form.TEXT,
            "the name of an environment variable",
            "the variable that holds the secret of `client.id`"),
    /** The pre-registered client's secret, from a program. */
    CLIENT_SECRET_COMMAND(
            "client.secret.command",
            null,
            Form.TEXT,
            "a program and its arguments, separated by spaces",
            "prints the secret of `client.id`; run for each request, without a shell"),
    /** The pre-registered client's key. */
    CLIENT_KEY_FILE(
            "client.key.file",
            null,
            Form.PATH,
            "a PEM file with a private key in PKCS #8: EC on P-256 or P-384, or RSA",
            "the private key that `client.id` proves itself with (`private_key_jwt`); read for each request"),
    /** The key's identifier. */
    CLIENT_KEY_ID(
            "client.key.id",
            null,
            Form.TEXT,
            "a key identifier",
            "the `kid` of `client.key.file`, for an authorization server that wants one"),
    /** The workload's assertion. */
    ASSERTION_FILE(
            "assertion.file",
            null,
            Form.PATH,
            "a file with a JSON Web Token",
            "what `grant=jwt_bearer` shows to the authorization server; read for each token"),
    /** The workload's assertion, from a program. */
    ASSERTION_COMMAND(
            "assertion.command",
            null,
            Form.TEXT,
            "a program and its arguments, separated by spaces",
            "prints what `grant=jwt_bearer` shows to the authorization server; run for each token, without a shell"),
    /** A token that somebody else obtains. */
    TOKEN_FILE(
            "token.file",
            null,
            Form.PATH,
            "a file with an access token",
            "the access token of `grant=token`; a change is taken up within seconds"),
    /** A token that a program obtains. */
    TOKEN_COMMAND(
            "token.command",
            null,
            Form.TEXT,
            "a program and its arguments, separated by spaces",
            "prints the access token of `grant=token`; run when the server refuses the last one, without a shell"),
    /** The identity provider. */
    IDP_TOKEN_ENDPOINT(
            "idp.token.endpoint",
            null,
            Form.SERVER_URL,
            "an https URL, or http on loopback, without query",
            "the identity provider's token endpoint, for `grant=id_jag`"),
    /** Our client at the identity provider. */
    IDP_CLIENT_ID(
            "idp.client.id", null, Form.TEXT, "a client identifier", "the client registered at the identity provider"),
    /** Our secret at the identity provider. */
    IDP_CLIENT_SECRET(
            "idp.client.secret",
            null,
            Form.SECRET,
            "the client's secret",
            "the secret of `idp.client.id`, if it has one"),
    /** Our secret at the identity provider, in a file. */
    IDP_CLIENT_SECRET_FILE(
            "idp.client.secret.file",
            null,
            Form.PATH,
            "a file",
            "the secret of `idp.client.id` alone; read for each request"),
    /** The person's ID token. */
    IDP_TOKEN_FILE(
            "idp.token.file",
            null,
            Form.PATH,
            "a file with an ID token",
            "the ID token that the identity provider exchanges; read for each token"),
    /** The person's ID token, from a program. */
    IDP_TOKEN_COMMAND(
            "idp.token.command",
            null,
            Form.TEXT,
            "a program and its arguments, separated by spaces",
            "prints the ID token that the identity provider exchanges; run for each token, without a shell"),
    /** Whom the pre-registered client is for. */
    CLIENT_RESOURCE(
            "client.resource",
            null,
            Form.SERVER_URL,
            "an https URL, or http on loopback, without query",
            "the MCP server that `client.id` is for, paths below it included; credentials need this or `issuer`"),
    /** Our client identifier metadata document. */
    CLIENT_METADATA_URL(
            "client.metadata.url",
            null,
            Form.DOCUMENT_URL,
            "an https URL with a path",
            "a client ID metadata document that you host; its URL is the client identifier"),
    /** The name people see at login. */
    CLIENT_NAME(
            "client.name", "mcp-auth-fix", Form.TEXT, "a name", "the name that a dynamic registration shows to people"),
    /** The scope to ask for. */
    SCOPE(
            "scope",
            null,
            Form.TEXT,
            "scopes, separated by spaces",
            "asked for instead of what the server's challenge or metadata say"),
    /** The pinned authorization server. */
    ISSUER(
            "issuer",
            null,
            Form.SERVER_URL,
            "an https URL, or http on loopback, without query",
            "the authorization server's issuer identifier, instead of discovery"),
    /** What metadata without PKCE methods means. */
    PKCE(
            "pkce",
            "require",
            Form.CHOICE,
            "require|assume-s256",
            "`assume-s256` accepts an authorization server whose metadata does not mention PKCE"),
    /** Whether the resource indicator is sent. */
    RESOURCE(
            "resource",
            "verbatim",
            Form.RESOURCE,
            "verbatim|omit|an absolute URI without fragment",
            "the resource indicator (RFC 8707): as the server spells it, none, or this one, for authorization servers that"
                    + " reject it or know the resource by another name"),
    /** What the application marks as its own. */
    HEADERS_NEVER_TOUCH(
            "headers.never.touch",
            null,
            Form.HEADERS,
            "names of headers, separated by spaces",
            "a request that the application gave one of these headers is left alone, as one with its own `Authorization`"
                    + " always is"),
    /** Where tokens are kept. */
    VAULT(
            "vault",
            "file",
            Form.VAULT,
            "file|memory|redis://host:port/database, rediss:// for TLS",
            "`memory` forgets tokens when the JVM ends; a Redis server lets machines share them, see docs/vault.md"),
    /** What the vault's documents are encrypted with. */
    VAULT_KEY(
            "vault.key",
            null,
            Form.SECRET,
            "32 bytes as base64 or as 64 hexadecimal digits",
            "encrypts what the vault keeps (AES-256-GCM)"),
    /** The file with the vault's key. */
    VAULT_KEY_FILE("vault.key.file", null, Form.PATH, "a file", "holds what `vault.key` would, alone"),
    /** The environment variable with the vault's key. */
    VAULT_KEY_ENV(
            "vault.key.env", null, Form.TEXT, "the name of an environment variable", "holds what `vault.key` would"),
    /** The Redis server's password. */
    VAULT_PASSWORD("vault.password", null, Form.SECRET, "a password", "what the Redis server of `vault` asks for"),
    /** The file with the Redis server's password. */
    VAULT_PASSWORD_FILE("vault.password.file", null, Form.PATH, "a file", "holds what `vault.password` would, alone"),
    /** Who this process is. */
    PRINCIPAL(
            "principal",
            null,
            Form.TEXT,
            "a name",
            "whose tokens these are, where processes share a vault and not an identity; the user of this process if not"
                    + " set"),
    /** How long a person may take. */
    LOGIN_TIMEOUT("login.timeout", "300", Form.SECONDS, "1|86400", "how long a person may take to log in"),
    /** How long a failure is remembered. */
    FAILURE_MEMORY(
            "failure.memory",
            "60",
            Form.SECONDS,
            "0|86400",
            "how long a failed login is remembered before the next try"),
    /** Where the log goes. */
    LOG("log", "stderr", Form.PATH, "`stderr` or a file", "where the agent's own log goes, never to standard output"),
    /** How much is logged. */
    LOG_LEVEL("log.level", "info", Form.CHOICE, "error|warn|info|debug|off", "how much is logged"),
    /** Where the evidence goes. */
    AUDIT(
            "audit",
            null,
            Form.PATH,
            "a file",
            "a line of JSON for all that the agent did, see docs/evidence.md; none if not set"),
    /** How large the audit log may become. */
    AUDIT_SIZE(
            "audit.size",
            "10",
            Form.NUMBER,
            "1|10000",
            "how many megabytes `audit` may have before another file is begun"),
    /** How many old ones are kept. */
    AUDIT_FILES("audit.files", "5", Form.NUMBER, "0|1000", "how many older files of `audit` are kept"),
    /** Who this JVM is. */
    JVM(
            "jvm",
            null,
            Form.TEXT,
            "a name",
            "this JVM in the audit log, the same after a restart; the environment variable `HOSTNAME` or `COMPUTERNAME` if not set, else `unnamed`"),
    /** Whether management tools see the agent. */
    JMX(
            "jmx",
            "auto",
            Form.CHOICE,
            "auto|on|off",
            "whether there are MBeans: `auto` where the JVM has a platform MBean server already, `on` starts one");

    /** What precedes a key in a system property. */
    public static final String PROPERTY_PREFIX = "mcp.auth.fix.";

    /** What precedes a key in an environment variable. */
    public static final String VARIABLE_PREFIX = "MCP_AUTH_FIX_";

    enum Form {
        CHOICE,
        TEXT,
        SECRET,
        PATH,
        SECONDS,
        NUMBER,
        DATE,
        EXPERIMENT,
        SERVERS,
        RESOURCE,
        HEADERS,
        SERVER_URL,
        DOCUMENT_URL,
        VAULT
    }

    private static final Setting[] ALL = values();

    private final String key;
    private final @Nullable String fallback;
    private final Form form;
    private final String accepted;
    private final String help;

    Setting(String key, @Nullable String fallback, Form form, String accepted, String help) {
        this.key = key;
        this.fallback = fallback;
        this.form = form;
        this.accepted = accepted;
        this.help = help;
    }

    /** The key as the agent argument and the file spell it. */
    public String key() {
        return key;
    }

    /** The value where no source gives one, null for none. */
    public @Nullable String fallback() {
        return fallback;
    }

    /** One line about it, in Markdown. */
    public String help() {
        return help;
    }

    /** Whether the value must stay out of arguments, logs and messages. */
    public boolean secret() {
        return form == Form.SECRET;
    }

    /** The system property's name. */
    public String property() {
        return PROPERTY_PREFIX + key;
    }

    /** The environment variable's name. */
    public String variable() {
        return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** What the setting accepts, in words. */
    public String allowed() {
        if (form == Form.SECONDS) {
            return "whole seconds from " + accepted.replace("|", " to ");
        }
        if (form == Form.NUMBER) {
            return "a whole number from " + accepted.replace("|", " to ");
        }
        return accepted.replace("|", ", ");
    }

    Form form() {
        return form;
    }

    /** The alternatives of a choice, the two bounds of a number. */
    List<String> alternatives() {
        return Text.split(accepted, "|");
    }

    static @Nullable Setting named(String key) {
        for (Setting setting : ALL) {
            if (setting.key.equals(key)) {
                return setting;
            }
        }
        return null;
    }
}
