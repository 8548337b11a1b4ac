package dev.mcpauthfix.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.ResourceIndicator;
import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.port.SecretSource;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {

    private final Map<String, String> properties = new HashMap<>(Map.of("user.home", "/home/ada", "os.name", "Linux"));
    private final Map<String, String> environment = new HashMap<>();
    private final Map<Path, List<String>> files = new HashMap<>();

    @Nested
    class Defaults {

        @Test
        void areUsedWhereNoSourceSaysAnything() {
            Settings settings = load("");

            assertThat(settings.mode()).isEqualTo(Settings.Mode.AUTO);
            assertThat(settings.interaction()).isEqualTo(Settings.Interaction.AUTO);
            assertThat(settings.vault().inMemory()).isFalse();
            assertThat(settings.vault().redis()).isNull();
            assertThat(settings.vault().key()).isNull();
            assertThat(settings.logFile()).isNull();
            assertThat(settings.logLevel()).isEqualTo(Settings.LogLevel.INFO);
            assertThat(settings.engine().general())
                    .isEqualTo(new EngineSettings(
                            EngineSettings.Discovery.LENIENT,
                            EngineSettings.Grant.AUTHORIZATION_CODE,
                            null,
                            null,
                            EngineSettings.Credentials.NONE,
                            null,
                            null,
                            "mcp-auth-fix",
                            null,
                            null,
                            false,
                            ResourceIndicator.VERBATIM,
                            Duration.ofSeconds(300),
                            List.of(),
                            Duration.ofSeconds(60),
                            12));
        }

        @Test
        void areUsedWhereThereIsNoAgentArgument() {
            assertThat(SettingsLoader.load(null, surroundings(), this::noFile))
                    .isInstanceOf(SettingsLoader.Loaded.class);
        }

        private List<String> noFile(Path file) throws NoSuchFileException {
            throw new NoSuchFileException(file.toString());
        }
    }

    @Nested
    class Sources {

        @Test
        void takeTheArgumentBeforeThePropertyBeforeTheEnvironmentBeforeTheFile() {
            files.put(
                    Path.of("/etc/fix.conf"),
                    List.of("scope=file", "client.name=file", "log.level=debug", "vault=memory"));
            environment.put("MCP_AUTH_FIX_SCOPE", "environment");
            environment.put("MCP_AUTH_FIX_CLIENT_NAME", "environment");
            environment.put("MCP_AUTH_FIX_LOG_LEVEL", "warn");
            properties.put("mcp.auth.fix.scope", "property");
            properties.put("mcp.auth.fix.client.name", "property");

            Settings settings = load("scope=argument,config=/etc/fix.conf");

            assertThat(settings.engine().general().scope()).isEqualTo("argument");
            assertThat(settings.engine().general().clientName()).isEqualTo("property");
            assertThat(settings.logLevel()).isEqualTo(Settings.LogLevel.WARN);
            assertThat(settings.vault().inMemory()).isTrue();
        }

        @Test
        void separateArgumentsByCommaOrSemicolonAndDecodePercentSigns() {
            Settings settings = load("mode=off;client.name=a%2Cb%3Bc+d, scope=read write,");

            assertThat(settings.mode()).isEqualTo(Settings.Mode.OFF);
            assertThat(settings.engine().general().clientName()).isEqualTo("a,b;c+d");
            assertThat(settings.engine().general().scope()).isEqualTo("read write");
        }

        @Test
        void takeASettingBackToItsDefaultByAnEmptyValue() {
            environment.put("MCP_AUTH_FIX_SCOPE", "everything");
            environment.put("MCP_AUTH_FIX_ISSUER", "");

            Settings settings = load("scope=");

            assertThat(settings.engine().general().scope()).isNull();
            assertThat(settings.engine().general().issuer()).isNull();
        }

        @Test
        void takeSecretsFromTheEnvironmentAndFromTheFile() {
            environment.put("MCP_AUTH_FIX_CLIENT_SECRET", "s3cret");

            assertThat(load("client.id=me").engine().general().clientSecret())
                    .isEqualTo(SecretSource.of(Secret.of("s3cret")));
            environment.clear();
            files.put(Path.of("/etc/fix.conf"), List.of("client.secret: f1le"));
            assertThat(load("client.id=me,config=/etc/fix.conf")
                            .engine()
                            .general()
                            .clientSecret())
                    .isEqualTo(SecretSource.of(Secret.of("f1le")));
        }

        @Test
        void skipCommentsAndBlankLinesAndKeepBackslashesInAFile() {
            files.put(Path.of("/etc/fix.conf"), List.of("# a comment", "", "  ! another", "client.name = C:\\new"));

            assertThat(load("config=/etc/fix.conf").engine().general().clientName())
                    .isEqualTo("C:\\new");
        }

        @Test
        void parseUrisAndDurations() {
            Settings settings = load("issuer=https://auth.example.com/tenant,login.timeout=7,failure.memory=0,"
                    + "client.metadata.url=https://example.com/client.json,pkce=assume-s256,resource=omit");

            assertThat(settings.engine().general().issuer()).isEqualTo(URI.create("https://auth.example.com/tenant"));
            assertThat(settings.engine().general().clientMetadataUri())
                    .isEqualTo(URI.create("https://example.com/client.json"));
            assertThat(settings.engine().general().loginLimit()).isEqualTo(Duration.ofSeconds(7));
            assertThat(settings.engine().general().failureMemory()).isZero();
            assertThat(settings.engine().general().assumePkce()).isTrue();
            assertThat(settings.engine().general().resource()).isEqualTo(ResourceIndicator.OMITTED);
        }
    }

    @Nested
    class Mistakes {

        @Test
        void nameTheSourceTheKeyTheValueAndWhatIsAllowed() {
            properties.put("mcp.auth.fix.discovery", "lazy");
            environment.put("MCP_AUTH_FIX_LOGIN_TIMEOUT", "5m");
            files.put(Path.of("/etc/fix.conf"), List.of("", "vault=redis"));

            assertThat(mistakes("mode=heel,config=/etc/fix.conf"))
                    .containsExactly(
                            "agent argument mode: \"heel\" is not allowed; allowed: auto, heal, repair, observe, off",
                            "system property mcp.auth.fix.discovery: \"lazy\" is not allowed; allowed: lenient, strict",
                            "environment variable MCP_AUTH_FIX_LOGIN_TIMEOUT: \"5m\" is not allowed; "
                                    + "allowed: whole seconds from 1 to 86400",
                            "line 2 of config file \"/etc/fix.conf\", \"vault\": \"redis\" is not allowed; "
                                    + "allowed: file, memory, redis://host:port/database, rediss:// for TLS");
        }

        @Test
        void nameTheNearestKnownKeyAsTheSourceSpellsIt() {
            properties.put("mcp.auth.fix.isuer", "https://example.com");
            environment.put("MCP_AUTH_FIX_CLIENT_SECRT", "hunter2");

            assertThat(mistakes("mdoe=off"))
                    .containsExactly(
                            "agent argument mdoe: no such setting; did you mean mode?",
                            "system property mcp.auth.fix.isuer: no such setting; did you mean mcp.auth.fix.issuer?",
                            "environment variable MCP_AUTH_FIX_CLIENT_SECRT: no such setting; "
                                    + "did you mean MCP_AUTH_FIX_CLIENT_SECRET?");
        }

        @Test
        void listTheKnownKeysWhereNoneIsNear() {
            assertThat(mistakes("frobnicate=yes"))
                    .singleElement()
                    .asString()
                    .startsWith("agent argument frobnicate: no such setting; there are mode, servers, ");
        }

        @Test
        void areToldEvenWhereAStrongerSourceWins() {
            environment.put("MCP_AUTH_FIX_MODE", "on");

            assertThat(mistakes("mode=off")).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"client.secret=hunter2", "mode=off,client.id=me;client.secret=hunter2"})
        void refuseASecretInTheAgentArgumentWithoutShowingIt(String arguments) {
            properties.put("mcp.auth.fix.client.secret", "hunter2");

            assertThat(mistakes(arguments))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("agent argument client.secret: refused")
                            .contains("MCP_AUTH_FIX_CLIENT_SECRET"))
                    .anySatisfy(
                            line -> assertThat(line).startsWith("system property mcp.auth.fix.client.secret: refused"))
                    .noneSatisfy(line -> assertThat(line).contains("hunter2"));
        }

        @Test
        void doNotShowASecretWithAControlCharacter() {
            environment.put("MCP_AUTH_FIX_CLIENT_SECRET", "hun\u0007ter2");

            assertThat(mistakes("client.id=me"))
                    .noneSatisfy(line -> assertThat(line).contains("ter2"));
        }

        @Test
        void numberTheLineThatIsNoSetting() {
            files.put(Path.of("/etc/fix.conf"), List.of("mode=off", "what is this"));

            assertThat(mistakes("config=/etc/fix.conf"))
                    .containsExactly("line 2 of config file \"/etc/fix.conf\": expected key=value");
        }

        @Test
        void tellThatTheFileIsMissing() {
            assertThat(mistakes("config=/nowhere")).containsExactly("config file \"/nowhere\": there is no such file");
        }

        @Test
        void tellThatAFileNamesAnotherOne() {
            files.put(Path.of("/etc/fix.conf"), List.of("config=/etc/other.conf"));

            assertThat(mistakes("config=/etc/fix.conf"))
                    .containsExactly("line 1 of config file \"/etc/fix.conf\", \"config\": "
                            + "a config file cannot name another one");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "mode                     | agent argument \"mode\": expected key=value",
                    "scope=%zz                | agent argument \"scope\": its value has a malformed %XX",
                    "scope=a%z%               | agent argument \"scope\": its value has a malformed %XX",
                    "scope=a%0Ab              | agent argument scope: \"a?b\" is not allowed; allowed: scopes, separated by spaces",
                })
        void tellWhatIsWrongWithTheArgument(String arguments, String line) {
            assertThat(mistakes(arguments)).containsExactly(line);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "issuer=http://auth.example.com",
                    "issuer=http://127.0.0.1.example.com",
                    "issuer=https://auth.example.com/?tenant=1",
                    "issuer=https://auth.example.com/#top",
                    "issuer=https://user@auth.example.com/",
                    "issuer=auth.example.com",
                    "client.metadata.url=https://example.com",
                    "client.metadata.url=https://example.com/",
                    "client.metadata.url=http://127.0.0.1/client.json",
                    "login.timeout=0",
                    "login.timeout=-1",
                    "login.timeout=99999999999999999999",
                    "failure.memory=86401",
                    "log.level=INFO",
                })
        void refuseAValueThatCannotBeMeant(String arguments) {
            assertThat(mistakes(arguments)).singleElement().asString().contains("is not allowed; allowed: ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:8080/x", "http://[::1]:8080", "https://a.b"})
        void acceptAnIssuerThatIsHttpsOrLoopback(String issuer) {
            assertThat(load("issuer=" + issuer).engine().general().issuer()).isEqualTo(URI.create(issuer));
        }

        @Test
        void askForTheSecretThatClientCredentialsNeed() {
            assertThat(mistakes("grant=client_credentials,client.id=me,issuer=https://as.example"))
                    .containsExactly("agent argument grant: client_credentials needs client.id, and client.secret from "
                            + "MCP_AUTH_FIX_CLIENT_SECRET or the config file, client.secret.file, client.secret.env or"
                            + " client.secret.command, or client.key.file");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "grant=jwt_bearer,client.id=me,issuer=https://as.example"
                            + "|agent argument grant: jwt_bearer needs assertion.file or assertion.command too",
                    "grant=token,client.resource=https://m.example"
                            + "|agent argument grant: token needs token.file or token.command too",
                    "grant=token,token.file=a,issuer=https://as.example|agent argument grant: token needs client.resource:"
                            + " a token is sent to no MCP server that the settings do not name",
                    "client.id=me,client.secret.file=a,client.secret.env=B|agent argument client.secret.env: says the same as"
                            + " client.secret.file (agent argument client.secret.file); keep one of them",
                    "client.id=me,client.key.id=a|agent argument client.key.id: of no use without client.key.file; set both or"
                            + " neither",
                    "grant=id_jag,client.id=me,issuer=https://as.example,idp.client.id=we,idp.token.file=a"
                            + "|agent argument grant: id_jag needs idp.token.endpoint too",
                    "grant=jwt_bearer,client.id=me,assertion.file=a|agent argument grant: jwt_bearer needs client.resource"
                            + " or issuer: credentials are shown to no server that the settings do not name",
                    "assertion.file=a|agent argument assertion.file: of no use with grant=authorization_code;"
                            + " set grant=jwt_bearer or leave it out",
                    "client.key.file=a|agent argument client.key.file: of no use without client.id; set both or neither"
                })
        void tellWhatCannotBeMeantTogether(String arguments, String mistake) {
            assertThat(mistakes(arguments)).containsExactly(mistake);
        }

        @Test
        void nameTheLineOfWhatCannotBeMeantTogether() {
            files.put(Path.of("/etc/fix.conf"), List.of("# ours", "log.level=debug", "client.secret=hidden"));

            assertThat(mistakes("config=/etc/fix.conf"))
                    .singleElement()
                    .asString()
                    .startsWith("line 3 of config file ")
                    .contains("client.secret", "of no use without client.id")
                    .doesNotContain("hidden");
        }
    }

    @Nested
    class Home {

        @ParameterizedTest
        @CsvSource({
            "Linux, XDG_CONFIG_HOME, /cfg, /cfg/mcp-auth-fix",
            "Linux, XDG_CONFIG_HOME, relative, /home/ada/.config/mcp-auth-fix",
            "Linux, NOTHING, '', /home/ada/.config/mcp-auth-fix",
            "Mac OS X, XDG_CONFIG_HOME, /cfg, /home/ada/Library/Application Support/mcp-auth-fix",
            "Windows 11, APPDATA, /roaming, /roaming/mcp-auth-fix",
            "Windows 11, NOTHING, '', /home/ada/AppData/Roaming/mcp-auth-fix"
        })
        void followsThePlatform(String system, String variable, String value, String expected) {
            properties.put("os.name", system);
            environment.put(variable, value);

            assertThat(load("").home()).isEqualTo(Path.of(expected));
        }

        @Test
        void expandsTheTildeThatNoShellSaw() {
            assertThat(load("home=~/fix,log=~/fix.log"))
                    .returns(Path.of("/home/ada/fix"), Settings::home)
                    .returns(Path.of("/home/ada/fix.log"), Settings::logFile);
        }
    }

    private Settings load(String arguments) {
        SettingsLoader.Result result = SettingsLoader.load(arguments, surroundings(), this::read);
        assertThat(result).isInstanceOf(SettingsLoader.Loaded.class);
        return ((SettingsLoader.Loaded) result).settings();
    }

    private List<String> mistakes(String arguments) {
        SettingsLoader.Result result = SettingsLoader.load(arguments, surroundings(), this::read);
        assertThat(result).isInstanceOf(SettingsLoader.Invalid.class);
        return ((SettingsLoader.Invalid) result).lines();
    }

    private Surroundings surroundings() {
        return new Surroundings(properties, environment);
    }

    private List<String> read(Path file) throws NoSuchFileException {
        List<String> lines = files.get(file);
        if (lines == null) {
            throw new NoSuchFileException(file.toString());
        }
        return lines;
    }
}
