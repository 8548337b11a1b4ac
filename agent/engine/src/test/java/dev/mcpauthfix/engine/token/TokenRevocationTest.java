package dev.mcpauthfix.engine.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.FakeEndpoint;
import dev.mcpauthfix.engine.FakeHttpFetcher;
import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.Servers;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import dev.mcpauthfix.engine.registration.TokenEndpointAuthMethod;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RFC 7009. */
class TokenRevocationTest {

    private static final String REVOKE = "https://as.example/revoke";
    private static final ClientRegistration CLIENT = new ClientRegistration(
            Servers.ISSUER, "c", null, null, TokenEndpointAuthMethod.NONE, null, ClientRegistration.Source.STORED);

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final FakeHttpFetcher http = new FakeHttpFetcher().computes(REVOKE, endpoint);

    private @Nullable String revoke(@Nullable String revocationEndpoint, @Nullable String refresh) {
        IssuedTokens issued = new IssuedTokens(
                Servers.MCP,
                Servers.MCP.toString(),
                Servers.ISSUER,
                URI.create(Servers.TOKEN),
                revocationEndpoint == null ? null : URI.create(revocationEndpoint),
                CLIENT,
                true,
                false,
                null,
                new Tokens(
                        Secret.of("access-canary"),
                        refresh == null ? null : Secret.of(refresh),
                        Instant.EPOCH,
                        null,
                        null),
                null,
                null);
        return TokenRevocation.revoke(issued, CLIENT, Servers.channel(http));
    }

    @Test
    void theRefreshTokenIsGivenBackFirstBecauseItEndsTheGrant() {
        endpoint.then(200, "");

        assertThat(revoke(REVOKE, "refresh-canary")).isNull();
        assertThat(http.requests().stream().map(HttpFetcher.Request::body))
                .containsExactly(
                        "token=refresh-canary&token_type_hint=refresh_token&client_id=c",
                        "token=access-canary&token_type_hint=access_token&client_id=c");
    }

    @Test
    void aServerThatRefusesIsNamedWithoutTheToken() {
        endpoint.then(503, "access-canary");

        assertThat(revoke(REVOKE, null)).contains(REVOKE, "503").doesNotContain("access-canary");
    }

    @Test
    void aServerThatRevokesNoSignedAccessTokensHasEndedTheGrantWithTheRefreshToken() {
        endpoint.then(200, "").then(400, "{\"error\":\"unsupported_token_type\"}");

        assertThat(revoke(REVOKE, "refresh-canary")).isNull();
    }

    @Test
    void aServerThatRevokesNoSignedAccessTokensHasRevokedNothingWhereThereIsNoOther() {
        endpoint.then(400, "{\"error\":\"unsupported_token_type\"}");

        assertThat(revoke(REVOKE, null)).contains("unsupported_token_type");
    }

    @Test
    void aServerWithoutAnEndpointSaysWhatThatMeans() {
        assertThat(revoke(null, "refresh-canary")).contains("no revocation_endpoint", "until it expires");
        assertThat(http.requests()).isEqualTo(List.of());
    }

    @Test
    void nothingIsSentOverPlainHttp() {
        assertThat(revoke("http://as.example/revoke", "refresh-canary")).contains("https");
        assertThat(http.requests()).isEqualTo(List.of());
    }
}
