package dev.mcpauthfix.engine.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.FakeEndpoint;
import dev.mcpauthfix.engine.FakeHttpFetcher;
import dev.mcpauthfix.engine.InMemoryVault;
import dev.mcpauthfix.engine.MutableClock;
import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.Servers;
import dev.mcpauthfix.engine.SettingsBuilder;
import dev.mcpauthfix.engine.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRegistrarTest {

    private static final URI REDIRECT = URI.create("http://127.0.0.1:40001/callback");

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final FakeHttpFetcher http = new FakeHttpFetcher().computes(Servers.REGISTER, endpoint);
    private final InMemoryVault vault = new InMemoryVault();
    private final MutableClock clock = new MutableClock();
    private final SettingsBuilder settings = new SettingsBuilder();

    private ClientRegistrar registrar() {
        return new ClientRegistrar(settings.build(), vault, clock);
    }

    private RegistrationResult resolve(ClientRegistrar registrar, Servers server) {
        return registrar.resolve(server.build(), REDIRECT, "mcp:basic", Servers.channel(http));
    }

    private ClientRegistration client(Servers server) {
        return ready(resolve(registrar(), server));
    }

    private static ClientRegistration ready(RegistrationResult result) {
        if (result instanceof RegistrationResult.Ready ready) {
            return ready.client();
        }
        throw new AssertionError(result.toString());
    }

    private JsonObject body(int request) {
        return JsonObject.parse(String.valueOf(http.requests().get(request).body()))
                .orElseThrow();
    }

    @Nested
    class Order {

        @Test
        void theConfiguredClientComesFirst() {
            settings.client("configured", "secret")
                    .clientResource("https://mcp.example/mcp")
                    .clientMetadataUri("https://client.example/app.json");

            ClientRegistration client = client(new Servers().acceptingMetadataDocuments());
            assertThat(client.clientId()).isEqualTo("configured");
            assertThat(client.authMethod()).isEqualTo(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
            assertThat(http.requests()).isEmpty();
        }

        @Test
        void theStoredRegistrationComesSecond() {
            endpoint.then(201, "{\"client_id\":\"registered\"}");
            client(new Servers());
            settings.clientMetadataUri("https://client.example/app.json");

            ClientRegistration client = client(new Servers().acceptingMetadataDocuments());
            assertThat(client.clientId()).isEqualTo("registered");
            assertThat(client.source()).isEqualTo(ClientRegistration.Source.STORED);
            assertThat(http.requests()).hasSize(1);
        }

        @Test
        @Tag("attack-21")
        void theMetadataDocumentComesThirdWhereTheServerTakesOne() {
            settings.clientMetadataUri("https://client.example/app.json");

            ClientRegistration client = client(new Servers().acceptingMetadataDocuments());
            assertThat(client.clientId()).isEqualTo("https://client.example/app.json");
            assertThat(client.authMethod()).isEqualTo(TokenEndpointAuthMethod.NONE);
            assertThat(http.requests()).isEmpty();
        }

        @Test
        void dynamicRegistrationComesLast() {
            settings.clientMetadataUri("https://client.example/app.json");
            endpoint.then(201, "{\"client_id\":\"registered\"}");

            assertThat(client(new Servers()).source()).isEqualTo(ClientRegistration.Source.DYNAMIC);
        }

        @Test
        void withoutAnyTheReasonNamesTheSetting() {
            assertThat(resolve(registrar(), new Servers().withoutRegistration()))
                    .isInstanceOfSatisfying(
                            RegistrationResult.Refused.class,
                            refused -> assertThat(refused.reason()).contains("client.id", "registration_endpoint"));
        }
    }

    @Nested
    class BelongingToTheIssuer {

        @Test
        void aConfiguredClientIsShownToThePinnedIssuerOnly() {
            settings.client("configured", "secret").issuer("https://as.example/");
            endpoint.then(201, "{\"client_id\":\"registered\"}");

            assertThat(client(new Servers()).clientId()).isEqualTo("configured");
            assertThat(client(new Servers().issuer("https://other.example")).clientId())
                    .isEqualTo("registered");
        }

        @Test
        void aConfiguredClientBelongsToTheFirstIssuerThatTookIt() {
            settings.client("configured", "secret").clientResource("https://mcp.example/mcp");
            endpoint.then(201, "{\"client_id\":\"registered\"}");
            ClientRegistrar registrar = registrar();
            registrar.confirm(ready(resolve(registrar, new Servers())), URI.create("https://mcp.example/mcp"));

            assertThat(ready(resolve(registrar, new Servers().issuer("https://other.example")))
                            .clientId())
                    .isEqualTo("registered");
        }

        @Test
        void aSecretThatTheSettingsBindToNobodyIsShownToNobody() {
            settings.client("configured", "secret");

            assertThat(List.of(
                            resolve(registrar(), new Servers()),
                            registrar().configured(new Servers().build(), Servers.MCP)))
                    .allSatisfy(result -> assertThat(result)
                            .isInstanceOfSatisfying(
                                    RegistrationResult.Refused.class,
                                    refused -> assertThat(refused.reason()).contains("client.resource", "issuer")));
            assertThat(http.requests()).isEmpty();
        }

        @Test
        void aConfiguredClientIsUsedForTheMcpServerThatItIsForOnly() {
            settings.client("configured", "secret").clientResource("https://mcp.example/mcpx");
            endpoint.then(201, "{\"client_id\":\"registered\"}");

            assertThat(client(new Servers()).clientId()).isEqualTo("registered");
            assertThat(registrar().configured(new Servers().build(), Servers.MCP))
                    .isInstanceOf(RegistrationResult.Refused.class);
        }

        @Test
        void aPublicClientNeedsNoBinding() {
            settings.client("configured", null);

            assertThat(client(new Servers()).clientId()).isEqualTo("configured");
        }

        @Test
        @Tag("attack-9")
        void aStoredRegistrationIsShownToItsIssuerOnly() {
            endpoint.then(201, "{\"client_id\":\"one\"}").then(201, "{\"client_id\":\"two\"}");
            client(new Servers());

            assertThat(client(new Servers().issuer("https://other.example")).clientId())
                    .isEqualTo("two");
            assertThat(client(new Servers()).clientId()).isEqualTo("one");
        }

        @Test
        void anIssuerIsKnownOnceWeAreRegisteredThere() {
            endpoint.then(201, "{\"client_id\":\"registered\"}");
            assertThat(ClientRegistrar.knownIn(vault).test(Servers.ISSUER)).isFalse();
            client(new Servers());

            assertThat(ClientRegistrar.knownIn(vault).test(Servers.ISSUER)).isTrue();
            assertThat(ClientRegistrar.knownIn(vault).test("https://other.example"))
                    .isFalse();
        }

        @Test
        void aMovedStoreDocumentIsNotBelieved() {
            endpoint.then(201, "{\"client_id\":\"one\"}").then(201, "{\"client_id\":\"two\"}");
            client(new Servers());
            vault.write(
                    "client https://other.example",
                    vault.read("client https://as.example").orElseThrow());

            assertThat(client(new Servers().issuer("https://other.example")).clientId())
                    .isEqualTo("two");
        }
    }

    @Nested
    class Body {

        @Test
        void saysWhatANativeClientIs() {
            endpoint.then(201, "{\"client_id\":\"c\"}");
            client(new Servers());

            JsonObject body = body(0);
            assertThat(body.strings("redirect_uris"))
                    .containsExactly("http://127.0.0.1:40001/callback", "http://127.0.0.1/callback");
            assertThat(body.string("client_name")).isEqualTo("sample application");
            assertThat(body.strings("grant_types")).containsExactly("authorization_code", "refresh_token");
            assertThat(body.strings("response_types")).containsExactly("code");
            assertThat(body.string("token_endpoint_auth_method")).isEqualTo("none");
            assertThat(body.string("application_type")).isEqualTo("native");
            assertThat(body.string("scope")).isEqualTo("mcp:basic");
            assertThat(body.has("resource")).isFalse();
        }

        @Test
        @Tag("quirk-33")
        void asksForLessWhereTheServerRefusesMembers() {
            endpoint.then(400, "{\"error\":\"invalid_client_metadata\"}")
                    .then(400, "{\"error\":\"invalid_client_metadata\"}")
                    .then(201, "{\"client_id\":\"c\"}");
            client(new Servers());

            assertThat(body(1).has("scope")).isFalse();
            assertThat(body(1).has("application_type")).isFalse();
            assertThat(body(1).strings("redirect_uris")).containsExactly("http://127.0.0.1:40001/callback");
            assertThat(body(2).strings("grant_types")).containsExactly("authorization_code");
        }

        @ParameterizedTest
        @Tag("quirk-33")
        @ValueSource(ints = {401, 403, 404, 429, 500})
        void otherRefusalsAreNotArguedWith(int status) {
            endpoint.then(status, "{\"error\":\"access_denied\",\"error_description\":\"unlisted\\r\\nclient\"}");

            assertThat(resolve(registrar(), new Servers()))
                    .isInstanceOfSatisfying(
                            RegistrationResult.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .contains(status + " \"access_denied\" \"unlistedclient\"", "client.id"));
            assertThat(http.requests()).hasSize(1);
        }

        @Test
        @Tag("attack-17")
        void isNeverSentInTheClear() {
            FakeHttpFetcher nothing = new FakeHttpFetcher();
            RegistrationResult result = new DynamicRegistration(Servers.channel(nothing))
                    .register(
                            new Servers().build(),
                            URI.create("http://as.example/register"),
                            new ClientRegistrationRequest("n", REDIRECT, TokenEndpointAuthMethod.NONE, null));

            assertThat(result).isInstanceOf(RegistrationResult.Refused.class);
            assertThat(nothing.requests()).isEmpty();
        }
    }

    @Nested
    class Answer {

        @ParameterizedTest
        @Tag("quirk-34")
        @CsvSource(
                delimiter = '|',
                value = {
                    "200 | {\"client_id\":\"c\"}",
                    "201 | {\"client_id\":\"c\",\"client_secret\":null,\"redirect_uris\":null}",
                    "201 | {\"client_id\":\"c\",\"client_id_issued_at\":\"soon\",\"client_secret_expires_at\":0}",
                    "201 | {\"client_id\":\"c\",\"token_endpoint_auth_method\":\"client_secret_basic\"}",
                })
        void onlyTheIdentifierIsNeeded(int status, String body) {
            endpoint.then(status, body);

            ClientRegistration client = client(new Servers());
            assertThat(client.clientId()).isEqualTo("c");
            assertThat(client.clientSecret()).isNull();
            assertThat(client.authMethod()).isEqualTo(TokenEndpointAuthMethod.NONE);
        }

        @ParameterizedTest
        @Tag("quirk-32")
        @CsvSource({
            "client_secret_post,                     , client_secret_post",
            "client_secret_basic, client_secret_post , client_secret_basic",
            "none,                                   , none",
            "private_key_jwt,     client_secret_post , client_secret_post",
            ",                    client_secret_post , client_secret_post",
            ",                                       , client_secret_basic",
            ",                    none               , none",
        })
        void theAnsweredMethodWinsThenTheServersList(
                @Nullable String answered, @Nullable String listed, String expected) {
            endpoint.then(
                    201,
                    "{\"client_id\":\"c\",\"client_secret\":\"s\""
                            + (answered == null ? "" : ",\"token_endpoint_auth_method\":\"" + answered + "\"")
                            + "}");
            Servers server = listed == null ? new Servers() : new Servers().methods(listed);

            assertThat(client(server).authMethod()).hasToString(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "<html>", "{}", "{\"client_id\":null}", "[]"})
        void anAnswerWithoutIdentifierIsARefusal(String body) {
            endpoint.then(201, body);

            assertThat(resolve(registrar(), new Servers())).isInstanceOf(RegistrationResult.Refused.class);
        }
    }

    @Nested
    class Storage {

        @ParameterizedTest
        @ValueSource(strings = {"999999999999999999", "1e300"})
        void aSecretMayExpireBeyondTheCalendar(String expiry) {
            endpoint.then(
                    201, "{\"client_id\":\"one\",\"client_secret\":\"s\",\"client_secret_expires_at\":" + expiry + "}");

            assertThat(client(new Servers()).clientId()).isEqualTo("one");
            assertThat(client(new Servers()).source()).isEqualTo(ClientRegistration.Source.STORED);
        }

        @Test
        void aSecretSurvivesARestart() {
            endpoint.then(201, "{\"client_id\":\"c\",\"client_secret\":\"s\"}");
            client(new Servers());

            assertThat(client(new Servers()).clientSecret()).isEqualTo(Secret.of("s"));
        }

        @Test
        void anotherRedirectUriNeedsAnotherRegistration() {
            endpoint.then(201, "{\"client_id\":\"one\"}").then(201, "{\"client_id\":\"two\"}");
            client(new Servers());
            RegistrationResult result = registrar()
                    .resolve(
                            new Servers().build(),
                            URI.create("http://127.0.0.1:40002/callback"),
                            null,
                            Servers.channel(http));

            assertThat(ready(result).clientId()).isEqualTo("two");
        }

        @Test
        void anExpiredSecretNeedsAnotherRegistration() {
            long soon = clock.instant().plus(Duration.ofHours(1)).getEpochSecond();
            endpoint.then(
                            201,
                            "{\"client_id\":\"one\",\"client_secret\":\"s\",\"client_secret_expires_at\":" + soon + "}")
                    .then(201, "{\"client_id\":\"two\"}");
            client(new Servers());
            assertThat(client(new Servers()).clientId()).isEqualTo("one");
            clock.advance(Duration.ofHours(1));

            assertThat(client(new Servers()).clientId()).isEqualTo("two");
        }

        @Test
        void aDisownedClientStaysStoredUntilAnotherIsAtHand() {
            endpoint.then(201, "{\"client_id\":\"one\"}").then(503, "").then(201, "{\"client_id\":\"two\"}");
            ClientRegistrar registrar = registrar();
            ClientRegistration first = ready(resolve(registrar, new Servers()));
            assertThat(registrar.replace(first)).isTrue();
            assertThat(resolve(registrar, new Servers())).isInstanceOf(RegistrationResult.Refused.class);
            assertThat(vault.documents().toString()).contains("\"one\"");

            assertThat(ready(resolve(registrar, new Servers())).clientId()).isEqualTo("two");
            assertThat(vault.documents().toString()).doesNotContain("\"one\"");
        }

        @Test
        void aClientIsReplacedAtMostOnceAnHour() {
            endpoint.then(201, "{\"client_id\":\"one\"}");
            ClientRegistrar registrar = registrar();
            ClientRegistration first = ready(resolve(registrar, new Servers()));

            assertThat(registrar.replace(first)).isTrue();
            assertThat(registrar.replace(first)).isFalse();
            clock.advance(Duration.ofHours(1));
            assertThat(registrar.replace(first)).isTrue();
        }

        @Test
        void aConfiguredClientIsNeverReplaced() {
            settings.client("configured", null);
            ClientRegistrar registrar = registrar();

            assertThat(registrar.replace(ready(resolve(registrar, new Servers()))))
                    .isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "not json", "{\"issuer\":\"https://as.example\"}"})
        void aDamagedDocumentIsNoDocument(String document) {
            vault.write("client https://as.example", document);
            endpoint.then(201, "{\"client_id\":\"one\"}");

            assertThat(client(new Servers()).clientId()).isEqualTo("one");
        }
    }

    @Test
    void theMethodToRegisterIsPublicWhereTheServerAllowsIt() {
        assertThat(TokenEndpointAuthMethod.toRegister(null)).hasToString("none");
        assertThat(TokenEndpointAuthMethod.toRegister(List.of("client_secret_basic", "none")))
                .hasToString("none");
        assertThat(TokenEndpointAuthMethod.toRegister(List.of("client_secret_post", "client_secret_basic")))
                .hasToString("client_secret_basic");
        assertThat(TokenEndpointAuthMethod.toRegister(List.of("client_secret_post")))
                .hasToString("client_secret_post");
    }
}
