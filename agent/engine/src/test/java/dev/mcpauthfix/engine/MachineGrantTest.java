package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static dev.mcpauthfix.engine.EngineScenario.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mcpauthfix.engine.EngineSettings.Credentials;
import dev.mcpauthfix.engine.EngineSettings.Grant;
import dev.mcpauthfix.engine.EngineSettings.IdentityProvider;
import dev.mcpauthfix.engine.port.SecretSource;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The grants that need no person: rules R19, R20 and R21. */
final class MachineGrantTest {

    private static final String IDP = "https://idp.example/token";

    private final EngineScenario world =
            new EngineScenario().issues(Servers.tokens("token-1", null), Servers.tokens("token-2", null));
    private SecretSource.Result source = new SecretSource.Found(Secret.of("assertion-1"));

    @BeforeEach
    void nobodyIsThere() {
        world.person.becomeUnavailable("no terminal");
        world.settings.client("service", null).clientResource("https://mcp.example");
    }

    private Map<String, String> request(int index) {
        return FakeUserAgent.query(
                URI.create("form:/?" + world.http.requests().get(index).body()));
    }

    @Nested
    final class PrivateKeyJwt {

        private final KeyPair pair = pair();

        PrivateKeyJwt() {
            source = new SecretSource.Found(Secret.of("-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----"));
            world.settings
                    .grant(Grant.CLIENT_CREDENTIALS)
                    .credentials(new Credentials(() -> source, null, null, null, null));
            world.server = new Servers().methods("client_secret_basic", "private_key_jwt");
        }

        private static KeyPair pair() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(256);
                return generator.generateKeyPair();
            } catch (java.security.NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Test
        void theClientProvesItselfToTheIssuerForOneRequestOnly() throws Exception {
            assertThat(token(world.refuse(mcp()))).isEqualTo("token-1");

            assertThat(request(0))
                    .containsEntry("grant_type", "client_credentials")
                    .containsEntry("client_id", "service")
                    .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                    .doesNotContainKey("client_secret");
            SignedJWT assertion = SignedJWT.parse(request(0).get("client_assertion"));
            assertThat(assertion.verify(new ECDSAVerifier((ECPublicKey) pair.getPublic())))
                    .isTrue();
            JWTClaimsSet claims = assertion.getJWTClaimsSet();
            assertThat(claims.getIssuer()).isEqualTo("service");
            assertThat(claims.getSubject()).isEqualTo("service");
            assertThat(claims.getAudience()).containsExactly(Servers.ISSUER);
            assertThat(claims.getJWTID()).isNotBlank();
            assertThat(claims.getExpirationTime())
                    .isEqualTo(Date.from(world.clock.instant().plusSeconds(60)));
        }

        @Test
        void anUnreadableKeySaysSoAndNothingIsSent() {
            source = new SecretSource.Unavailable("client.key.file: there is no such file");
            assertThat(reason(world.refuse(mcp()))).contains("client.key.file: there is no such file");
            assertThat(world.http.requests()).isEmpty();
        }

        @Test
        void aFileThatHoldsNoKeySaysSoAndNothingIsSent() {
            source = new SecretSource.Found(Secret.of("key-canary"));
            assertThat(reason(world.refuse(mcp())))
                    .contains("client.key.file: it holds no PRIVATE KEY")
                    .doesNotContain("key-canary");
            assertThat(world.http.requests()).isEmpty();
        }
    }

    @Nested
    final class JwtBearer {

        @BeforeEach
        void assertionOfTheWorkload() {
            world.settings.grant(Grant.JWT_BEARER).credentials(new Credentials(null, null, () -> source, null, null));
        }

        @Test
        void theWorkloadsAssertionBuysTheTokenAndIsReadAgainForTheNext() {
            assertThat(token(world.refuse(mcp(), 401, "Bearer scope=\"a\""))).isEqualTo("token-1");
            source = new SecretSource.Found(Secret.of("assertion-2"));
            assertThat(token(world.refuse(world.attached(mcp())))).isEqualTo("token-2");

            assertThat(request(0))
                    .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                    .containsEntry("assertion", "assertion-1")
                    .containsEntry("scope", "a")
                    .containsEntry("resource", "https://mcp.example/mcp");
            assertThat(request(1)).containsEntry("assertion", "assertion-2");
            assertThat(world.registrations()).isZero();
        }

        @Test
        void anErrorIsFinalEvenWhereTheResourceIndicatorMayBeToBlame() {
            EngineScenario refused = new EngineScenario();
            refused.settings
                    .client("service", null)
                    .clientResource("https://mcp.example")
                    .grant(Grant.JWT_BEARER)
                    .credentials(new Credentials(null, null, () -> source, null, null));
            refused.tokenEndpoint.then(400, "{\"error\":\"invalid_request\"}");

            assertThat(reason(refused.refuse(mcp()))).contains("invalid_request");
            assertThat(reason(refused.refuse(mcp()))).contains("invalid_request");
            assertThat(refused.tokenRequests()).isEqualTo(1);
        }

        @Test
        void aMissingAssertionSaysSo() {
            source = new SecretSource.Unavailable("assertion.file: there is no such file");
            assertThat(reason(world.refuse(mcp()))).contains("assertion.file");
            assertThat(world.http.requests()).isEmpty();
        }

        @Test
        void anAssertionForNobodyInParticularIsShownToNobody() {
            EngineScenario anywhere = new EngineScenario();
            anywhere.settings
                    .client("service", null)
                    .grant(Grant.JWT_BEARER)
                    .credentials(new Credentials(null, null, () -> source, null, null));

            assertThat(reason(anywhere.refuse(mcp()))).contains("client.resource", "issuer");
            assertThat(anywhere.http.requests()).isEmpty();
        }
    }

    @Nested
    final class IdentityAssertion {

        private final FakeEndpoint provider = new FakeEndpoint();

        @BeforeEach
        void personAtTheIdentityProvider() {
            world.http.computes(IDP, provider);
            world.settings
                    .client("service", "s3cret")
                    .grant(Grant.ID_JAG)
                    .credentials(new Credentials(
                            null,
                            null,
                            null,
                            null,
                            new IdentityProvider(URI.create(IDP), "idp-client", null, () -> source)));
        }

        private void gives(String type) {
            provider.then(
                    200, "{\"access_token\":\"jag\",\"token_type\":\"N_A\",\"issued_token_type\":\"" + type + "\"}");
        }

        @Test
        void theIdentityProvidersGrantForThisResourceBuysTheToken() {
            gives("urn:ietf:params:oauth:token-type:id-jag");

            assertThat(token(world.refuse(mcp()))).isEqualTo("token-1");

            assertThat(request(0))
                    .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                    .containsEntry("requested_token_type", "urn:ietf:params:oauth:token-type:id-jag")
                    .containsEntry("subject_token", "assertion-1")
                    .containsEntry("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")
                    .containsEntry("audience", Servers.ISSUER)
                    .containsEntry("resource", "https://mcp.example/mcp")
                    .containsEntry("client_id", "idp-client");
            assertThat(request(1))
                    .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                    .containsEntry("assertion", "jag");
            assertThat(world.http.requests().get(1).headers().get("Authorization"))
                    .startsWith("Basic ");
        }

        @Test
        void aTokenOfAnotherTypeIsShownToNobodyElse() {
            gives("urn:ietf:params:oauth:token-type:access_token");

            assertThat(reason(world.refuse(mcp()))).contains("idp.example", "access_token", "expected");
            assertThat(world.tokenRequests()).isZero();
        }

        @Test
        void aRefusalOfTheIdentityProviderIsToldAsItsOwn() {
            provider.then(400, "{\"error\":\"invalid_grant\",\"error_description\":\"assertion-1 expired\"}");

            assertThat(reason(world.refuse(mcp())))
                    .contains("identity provider", "invalid_grant", "ID token")
                    .doesNotContain("assertion-1");
            assertThat(world.tokenRequests()).isZero();
        }
    }

    @Test
    void aConfiguredSecretIsNotKeptWithItsTokens() {
        world.settings.grant(Grant.CLIENT_CREDENTIALS).client("service", "secret-canary");
        world.refuse(mcp());

        assertThat(world.vault.documents().toString()).contains("token-1").doesNotContain("secret-canary");
    }

    @Test
    void aRefreshProvesTheConfiguredClientWithTheSecretOfToday() {
        EngineScenario first = new EngineScenario().issues(Servers.tokens("token-1", "refresh-1"));
        first.settings.client("app", "old").clientResource("https://mcp.example");
        first.server = new Servers().methods("client_secret_post");
        first.refuse(mcp());
        EngineScenario second = new EngineScenario().issues(Servers.tokens("token-2", null));
        second.vault = first.vault;
        second.server = first.server;
        second.settings.client("app", "new").clientResource("https://mcp.example");
        second.refuse(mcp());

        assertThat(token(second.refuse(second.attached(mcp())))).isEqualTo("token-2");
        assertThat(second.lastTokenRequest())
                .containsEntry("refresh_token", "refresh-1")
                .containsEntry("client_secret", "new");
    }
}
