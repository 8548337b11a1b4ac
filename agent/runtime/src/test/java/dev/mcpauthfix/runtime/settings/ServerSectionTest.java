package dev.mcpauthfix.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.ResourceIndicator;
import dev.mcpauthfix.engine.port.SecretSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sections of the settings file, each for one MCP server. */
final class ServerSectionTest {

    private final Map<String, String> environment = new HashMap<>();

    private SettingsLoader.Result read(String... lines) {
        return SettingsLoader.load(
                "config=/etc/fix.conf",
                new Surroundings(Map.of("user.home", "/home/ada", "os.name", "Linux"), environment),
                (Path file) -> List.of(lines));
    }

    private EngineSettings at(String mcpUri, String... lines) {
        SettingsLoader.Result result = read(lines);
        assertThat(result).isInstanceOf(SettingsLoader.Loaded.class);
        return ((SettingsLoader.Loaded) result).settings().engine().of(URI.create(mcpUri));
    }

    private List<String> mistakes(String... lines) {
        SettingsLoader.Result result = read(lines);
        assertThat(result).isInstanceOf(SettingsLoader.Invalid.class);
        return ((SettingsLoader.Invalid) result).lines();
    }

    private static @Nullable String secret(EngineSettings settings) {
        SecretSource source = settings.clientSecret();
        return source == null
                ? null
                : ((SecretSource.Found) source.read()).value().reveal();
    }

    @Nested
    final class Hold {

        private static final String[] TWO = {
            "scope=read",
            "client.name=ours",
            "[https://mcp.example.com/mcp]",
            "scope=write",
            "client.id=one",
            "client.secret.env=ONE",
            "[https://mcp.example.com/mcp/admin]",
            "resource=urn:admin",
            "pkce=assume-s256"
        };

        @Test
        void forTheirServerAndWhatLiesBelowIt() {
            environment.put("ONE", "s3cret");
            EngineSettings settings = at("https://mcp.example.com/mcp/v2", TWO);

            assertThat(settings.scope()).isEqualTo("write");
            assertThat(settings.clientId()).isEqualTo("one");
            assertThat(secret(settings)).isEqualTo("s3cret");
            assertThat(settings.clientResource()).isEqualTo(URI.create("https://mcp.example.com/mcp"));
            assertThat(settings.clientName()).isEqualTo("ours");
        }

        @Test
        void forNobodyElse() {
            EngineSettings settings = at("https://mcp.example.com/other", TWO);

            assertThat(settings.scope()).isEqualTo("read");
            assertThat(settings.clientId()).isNull();
        }

        @Test
        void byTheDeepestAddress() {
            EngineSettings settings = at("https://mcp.example.com/mcp/admin", TWO);

            assertThat(settings.resource()).isEqualTo(ResourceIndicator.of("urn:admin"));
            assertThat(settings.assumePkce()).isTrue();
            assertThat(settings.scope()).isEqualTo("read");
            assertThat(settings.clientId()).isNull();
        }

        @Test
        void aGrantAndItsTokenFile() {
            EngineSettings settings =
                    at("https://mcp.example.com/", "[https://mcp.example.com]", "grant=token", "token.file=/run/token");

            assertThat(settings.grant()).isEqualTo(EngineSettings.Grant.TOKEN);
            assertThat(settings.credentials().token()).isEqualTo(new SecretFile("token.file", Path.of("/run/token")));
            assertThat(settings.clientResource()).isEqualTo(URI.create("https://mcp.example.com"));
        }

        @Test
        void theHeadersThatAreNeverTouched() {
            assertThat(at("https://a.example/", "headers.never.touch=X-Api-Key  X-Other")
                            .untouchable())
                    .containsExactly("x-api-key", "x-other");
        }
    }

    @Nested
    final class TakeOver {

        private static final String GENERAL_CLIENT = "client.id=general";
        private static final String GENERAL_SECRET = "client.secret=general";
        private static final String GENERAL_ISSUER = "issuer=https://as.example.com";

        @Test
        void theGeneralClientWhereTheySayNothingOfTheirOwn() {
            EngineSettings settings = at(
                    "https://mcp.example.com/",
                    GENERAL_CLIENT,
                    GENERAL_SECRET,
                    GENERAL_ISSUER,
                    "[https://mcp.example.com]",
                    "scope=write");

            assertThat(secret(settings)).isEqualTo("general");
            assertThat(settings.issuer()).isEqualTo(URI.create("https://as.example.com"));
        }

        @Test
        void noSecretOfAnotherClient() {
            EngineSettings settings = at(
                    "https://mcp.example.com/",
                    GENERAL_CLIENT,
                    GENERAL_SECRET,
                    GENERAL_ISSUER,
                    "[https://mcp.example.com]",
                    "client.id=public");

            assertThat(settings.clientId()).isEqualTo("public");
            assertThat(settings.clientSecret()).isNull();
        }

        @Test
        void noClientForAnotherAuthorizationServer() {
            EngineSettings settings = at(
                    "https://mcp.example.com/",
                    GENERAL_CLIENT,
                    GENERAL_SECRET,
                    GENERAL_ISSUER,
                    "[https://mcp.example.com]",
                    "issuer=https://elsewhere.example.com");

            assertThat(settings.clientId()).isNull();
            assertThat(settings.clientSecret()).isNull();
        }

        @Test
        void noSecretForAnotherIdentityProvider() {
            EngineSettings settings = at(
                    "https://mcp.example.com/",
                    "idp.client.id=general",
                    "idp.client.secret=general",
                    "[https://mcp.example.com]",
                    "grant=id_jag",
                    "client.id=one",
                    "idp.token.endpoint=https://idp.example.com/token",
                    "idp.client.id=other",
                    "idp.token.file=/run/id");

            assertThat(settings.credentials().identityProvider()).isNotNull();
            assertThat(settings.credentials().identityProvider().clientSecret()).isNull();
        }
    }

    @Nested
    final class Mistakes {

        @Test
        void nameTheLineOfASectionWithoutAnAddressAndStillCheckWhatItHolds() {
            assertThat(mistakes("", "[mcp.example.com]", "scop=read"))
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith(
                                            "line 2 of config file \"/etc/fix.conf\": \"[mcp.example.com]\" is no section")
                                    .contains("[https://mcp.example.com/mcp]"),
                            second -> assertThat(second).startsWith("line 3 of").contains("did you mean scope?"));
        }

        @Test
        void nameTheLineOfWhatIsNotForOneServer() {
            assertThat(mistakes("[https://mcp.example.com]", "log.level=debug", "client.resource=https://a.example"))
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("line 2 of")
                                    .endsWith("write it above the first section"),
                            second -> assertThat(second).startsWith("line 3 of").contains("the section itself names"));
        }

        @Test
        void nameBothPlacesOfAnAddressThatIsThereTwice() {
            assertThat(mistakes("[https://mcp.example.com]", "[https://mcp.example.com]"))
                    .singleElement()
                    .asString()
                    .startsWith("line 2 of")
                    .contains("line 1 of");
        }

        @Test
        void nameTheLineOfWhatCannotBeMeantTogetherInTheSection() {
            assertThat(mistakes("[https://mcp.example.com]", "scope=a", "grant=client_credentials", "client.id=me"))
                    .singleElement()
                    .asString()
                    .startsWith("line 3 of")
                    .contains("client_credentials needs client.id, and client.secret");
        }

        @Test
        void nameTheSectionThatSpoilsAGeneralGrant() {
            assertThat(mistakes(
                            "grant=client_credentials",
                            "client.id=me",
                            "client.secret=s3cret",
                            "issuer=https://as.example",
                            "[https://mcp.example.com]",
                            "issuer=https://elsewhere.example"))
                    .singleElement()
                    .asString()
                    .startsWith("line 5 of config file \"/etc/fix.conf\", with line 1 of")
                    .contains("client_credentials needs client.id");
        }
    }
}
