package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static dev.mcpauthfix.engine.EngineScenario.post;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.DPoPUtils;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule R22, RFC 9449: tokens bound to a key of ours, where resource and authorization server both want that. */
final class BoundTokenTest {

    private static final String WANTED = "DPoP algs=\"ES256\"";
    private static final String NONCE_WANTED = "DPoP error=\"use_dpop_nonce\"";

    private final EngineScenario world = new EngineScenario().registers();
    private final List<@Nullable String> proofs = new ArrayList<>();

    private void provesPossession() {
        world.server = new Servers().provingPossessionBy("RS256", "ES256");
    }

    private void issues(String... answers) {
        for (String answer : answers) {
            answers(200, answer, Map.of());
        }
    }

    private void answers(int status, String body, Map<String, List<String>> headers) {
        world.tokenEndpoint.then(request -> {
            proofs.add(request.headers().get("DPoP"));
            return new HttpFetcher.Answer(status, headers, body, request.uri());
        });
    }

    private static String bound(String access, @Nullable String refresh) {
        return Servers.tokens(access, refresh).replace("bearer", "DPoP");
    }

    private static Authorization retry(Decision decision) {
        return ((Decision.Retry) decision).authorization();
    }

    /** The claims of a proof whose signature and form another implementation accepted. */
    private static JWTClaimsSet verified(@Nullable String proof, String method, String uri) throws Exception {
        assertThat(proof).isNotNull();
        SignedJWT token = SignedJWT.parse(proof);
        assertThat(token.getHeader().getType().getType()).isEqualTo("dpop+jwt");
        ECKey key = token.getHeader().getJWK().toECKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getStringClaim("htm")).isEqualTo(method);
        assertThat(claims.getStringClaim("htu")).isEqualTo(uri);
        return claims;
    }

    private static String thumbprint(@Nullable String proof) throws Exception {
        ECKey key = SignedJWT.parse(proof).getHeader().getJWK().toECKey();
        return JWKThumbprintConfirmation.of(key).getValue().toString();
    }

    @Test
    void aResourceThatAsksForProofsGetsATokenAndAFreshProofWithEachRequest() throws Exception {
        provesPossession();
        issues(bound("token-1", null));

        Authorization first = retry(world.refuse(mcp(), 401, WANTED));

        verified(proofs.get(0), "POST", Servers.TOKEN);
        Map<String, String> headers = first.headers("POST", URI.create(Servers.MCP + "?a=b"));
        assertThat(headers).containsEntry("Authorization", "DPoP token-1");
        JWTClaimsSet claims = verified(headers.get("DPoP"), "POST", Servers.MCP.toString());
        assertThat(claims.getStringClaim("ath"))
                .isEqualTo(DPoPUtils.computeSHA256(new BearerAccessToken("token-1"))
                        .toString());
        assertThat(claims.getIssueTime()).isEqualTo(java.util.Date.from(world.clock.instant()));
        assertThat(thumbprint(headers.get("DPoP"))).isEqualTo(thumbprint(proofs.get(0)));
        HashSet<String> identifiers = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            String proof = world.engine()
                    .authorize(mcp())
                    .orElseThrow()
                    .headers("POST", Servers.MCP)
                    .get("DPoP");
            identifiers.add(verified(proof, "POST", Servers.MCP.toString()).getJWTID());
        }
        assertThat(identifiers).hasSize(20);
    }

    @Test
    void resourceMetadataMayAskForProofsToo() throws Exception {
        provesPossession();
        world.dpopBound = true;
        issues(bound("token-1", null));

        assertThat(retry(world.refuse(mcp())).headers("POST", Servers.MCP)).containsKey("DPoP");
    }

    @Test
    void anAuthorizationServerThatOffersProofsUnaskedGetsNone() {
        provesPossession();
        issues(Servers.tokens("token-1", null));

        assertThat(retry(world.refuse(mcp())).headers("POST", Servers.MCP)).containsOnlyKeys("Authorization");
        assertThat(proofs).containsExactly((String) null);
    }

    @Test
    void anAuthorizationServerThatKnowsNoneOfOurAlgorithmsIsAskedForABearerToken() {
        world.server = new Servers().provingPossessionBy("EdDSA");
        issues(Servers.tokens("token-1", null));

        assertThat(retry(world.refuse(mcp(), 401, WANTED)).headers("POST", Servers.MCP))
                .containsOnlyKeys("Authorization");
        assertThat(proofs).containsExactly((String) null);
    }

    @Test
    void anAuthorizationServerThatAnswersBearerAllTheSameIsTakenAtItsWord() {
        provesPossession();
        issues(Servers.tokens("token-1", null));

        assertThat(retry(world.refuse(mcp(), 401, WANTED)).headers("POST", Servers.MCP))
                .containsOnly(Map.entry("Authorization", "Bearer token-1"));
    }

    @Test
    void theAuthorizationServersNonceIsHonouredOnceAndKept() throws Exception {
        provesPossession();
        answers(400, "{\"error\":\"use_dpop_nonce\"}", Map.of("dpop-nonce", List.of("n-1")));
        answers(200, bound("token-1", "refresh-1"), Map.of("dpop-nonce", List.of("n-2")));
        issues(bound("token-2", null));

        world.refuse(mcp(), 401, WANTED);
        world.refuse(world.attached(mcp()), 401, WANTED);

        assertThat(verified(proofs.get(0), "POST", Servers.TOKEN).getClaim("nonce"))
                .isNull();
        assertThat(verified(proofs.get(1), "POST", Servers.TOKEN).getClaim("nonce"))
                .isEqualTo("n-1");
        assertThat(verified(proofs.get(2), "POST", Servers.TOKEN).getClaim("nonce"))
                .isEqualTo("n-2");
    }

    @Test
    void anAuthorizationServerThatIsNeverContentWithItsOwnNonceIsAskedTwiceOnly() {
        provesPossession();
        answers(400, "{\"error\":\"use_dpop_nonce\"}", Map.of("dpop-nonce", List.of("n-1")));

        assertThat(reason(world.refuse(mcp(), 401, WANTED))).contains("use_dpop_nonce");
        assertThat(proofs).hasSize(2);
    }

    @Test
    void theResourcesNonceIsHonouredAtOnceWithTheSameToken() throws Exception {
        provesPossession();
        issues(bound("token-1", null));
        McpRequest sent = mcp().sentWith(retry(world.refuse(mcp(), 401, WANTED)));

        Decision decision = world.engine()
                .onChallenge(sent, new ChallengeResponse(401, List.of(NONCE_WANTED), "rs-1"))
                .toCompletableFuture()
                .join();

        Map<String, String> headers = retry(decision).headers("POST", Servers.MCP);
        assertThat(headers).containsEntry("Authorization", "DPoP token-1");
        assertThat(verified(headers.get("DPoP"), "POST", Servers.MCP.toString()).getClaim("nonce"))
                .isEqualTo("rs-1");
        assertThat(world.person.shown()).hasSize(1);
        Map<String, String> next = world.engine().authorize(mcp()).orElseThrow().headers("POST", Servers.MCP);
        assertThat(verified(next.get("DPoP"), "POST", Servers.MCP.toString()).getClaim("nonce"))
                .isEqualTo("rs-1");
    }

    @Test
    void aResourceThatIsNeverContentWithItsOwnNonceGetsItsRequestThreeTimesAtMost() {
        provesPossession();
        issues(bound("token-1", null));
        McpRequest request = mcp().sentWith(retry(world.refuse(mcp(), 401, WANTED)));
        int sends = 1;
        while (world.engine()
                        .onChallenge(request, new ChallengeResponse(401, List.of(NONCE_WANTED), "n-" + sends))
                        .toCompletableFuture()
                        .join()
                instanceof Decision.Retry retry) {
            request = request.sentWith(retry.authorization());
            sends++;
        }
        assertThat(sends).isEqualTo(3);
        assertThat(world.person.shown()).hasSize(1);
    }

    @Test
    void aNonceThatNoHeaderMayCarryIsNotRepeated() throws Exception {
        provesPossession();
        issues(bound("token-1", null));
        McpRequest sent = mcp().sentWith(retry(world.refuse(mcp(), 401, WANTED)));

        Decision decision = world.engine()
                .onChallenge(sent, new ChallengeResponse(401, List.of(NONCE_WANTED), "a\"\u001b[31m b"))
                .toCompletableFuture()
                .join();

        String proof = retry(decision).headers("POST", Servers.MCP).get("DPoP");
        assertThat(verified(proof, "POST", Servers.MCP.toString()).getClaim("nonce"))
                .isNull();
    }

    @Test
    void aRefreshAndARestartKeepTheKey() throws Exception {
        provesPossession();
        issues(bound("token-1", "refresh-1"), bound("token-2", null));
        Authorization first = retry(world.refuse(mcp(), 401, WANTED));
        world.restart();

        Authorization adopted = retry(world.refuse(mcp(), 401, WANTED));
        assertThat(adopted.sameToken(first)).isTrue();
        assertThat(thumbprint(adopted.headers("POST", Servers.MCP).get("DPoP"))).isEqualTo(thumbprint(proofs.get(0)));

        Authorization refreshed = retry(world.refuse(world.attached(mcp()), 401, WANTED));
        assertThat(refreshed.token().reveal()).isEqualTo("token-2");
        assertThat(thumbprint(proofs.get(1))).isEqualTo(thumbprint(proofs.get(0)));
        assertThat(world.person.shown()).hasSize(1);
    }

    @Test
    void eachLoginHasAKeyOfItsOwn() throws Exception {
        provesPossession();
        issues(bound("token-1", null), bound("token-2", null));
        world.refuse(mcp(), 401, WANTED);
        world.resource = "https://mcp.example/other";
        world.refuse(post("https://mcp.example/other"), 401, WANTED);

        assertThat(thumbprint(proofs.get(0))).isNotEqualTo(thumbprint(proofs.get(1)));
    }
}
