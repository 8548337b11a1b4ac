package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static dev.mcpauthfix.engine.EngineScenario.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.port.EventSink.Kind;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private final EngineScenario world =
            new EngineScenario().registers().issues(Servers.tokens("token-1", "refresh-1"));

    @Test
    void aLaterCallerWithAnOlderTokenGetsTheNewerOneAtOnce() {
        world.refuse(mcp());

        assertThat(token(world.refuse(mcp()))).isEqualTo("token-1");
        assertThat(token(world.refuse(mcp().sentWith(Authorization.bearer(Secret.of("older"))))))
                .isEqualTo("token-1");
        assertThat(world.discoveries).isEqualTo(1);
        assertThat(world.tokenRequests()).isEqualTo(1);
    }

    @Test
    void aRestartedJvmFindsTheTokenWithoutDiscovery() {
        world.refuse(mcp());
        world.restart();

        assertThat(token(world.refuse(mcp()))).isEqualTo("token-1");
        assertThat(world.discoveries).isEqualTo(1);
        assertThat(world.logger.lines()).last().asString().contains("token from the vault");
    }

    @Test
    void aTokenThatAnotherJvmGotMeanwhileIsUsedBeforeAnyRequest() {
        world.refuse(mcp());
        McpRequest refused = world.attached(mcp());
        EngineScenario other = new EngineScenario().issues(Servers.tokens("token-2", "refresh-2"));
        other.vault = world.vault;
        other.refuse(mcp());
        other.refuse(other.attached(mcp()));

        assertThat(token(world.refuse(refused))).isEqualTo("token-2");
        assertThat(world.tokenRequests()).isEqualTo(1);
    }

    @Test
    void aTokenRefusedRightAfterItsLoginIsNotFollowedByAnotherLogin() {
        McpRequest retried = world.retried(mcp());

        assertThat(reason(world.refuse(retried))).contains("refused a token that was issued for it just now");
        assertThat(reason(world.refuse(world.attached(mcp())))).contains("refused a token");
        assertThat(world.person.shown()).hasSize(1);
        assertThat(world.logger.lines())
                .filteredOn(line -> line.startsWith("WARN"))
                .hasSize(1);
    }

    @Test
    void aTokenRevokedLongAfterItsLoginIsRefreshedAndThenReplacedByOneLogin() {
        world.refuse(mcp());
        world.issues(Servers.tokens("token-2", "refresh-2"), Servers.tokens("token-3", null));

        McpRequest refreshed = world.retried(world.attached(mcp()));
        assertThat(refreshed.sent()).isEqualTo(Authorization.bearer(Secret.of("token-2")));
        McpRequest relogged = world.retried(refreshed);
        assertThat(relogged.sent()).isEqualTo(Authorization.bearer(Secret.of("token-3")));
        assertThat(reason(world.refuse(relogged))).contains("refused");
        assertThat(world.person.shown()).hasSize(2);
    }

    @Test
    void afterThreeSendsOfOneRequestNothingMoreIsTried() {
        McpRequest request = new McpRequest(
                "POST", Servers.MCP, McpTraffic.Shape.STREAMABLE_POST, null, null, 3, NetworkPath.DEFAULT);

        assertThat(reason(world.refuse(request))).contains("every token");
        assertThat(world.discoveries).isZero();
    }

    @Test
    void aFaultOfOursPassesThroughAndIsCounted() {
        world.executor = work -> {
            throw new IllegalStateException("broken with canary");
        };

        assertThat(reason(world.refuse(mcp())))
                .contains("IllegalStateException")
                .doesNotContain("canary");
        assertThat(world.events.of(Kind.FAULT)).hasSize(1);
    }

    @Test
    void aFaultInsideTheRecoveryPassesThroughAndALaterOneIsTried() {
        world.person.answer(query -> {
            throw new IllegalStateException("broken with canary");
        });
        assertThat(reason(world.refuse(mcp())))
                .contains("IllegalStateException")
                .doesNotContain("canary");

        world.person.redirect(Map.of("code", "c"));
        world.clock.advance(Duration.ofMinutes(1));
        assertThat(token(world.refuse(mcp()))).isEqualTo("token-1");
    }

    @Nested
    class Refreshing {

        private McpRequest refused() {
            world.refuse(mcp());
            return world.attached(mcp());
        }

        @Test
        @Tag("quirk-37")
        void sendsResourceAndClientAndKeepsTheOldRefreshTokenWhereNoneReturned() {
            McpRequest refused = refused();
            world.issues(Servers.tokens("token-2", null), Servers.tokens("token-3", null));

            assertThat(token(world.refuse(refused))).isEqualTo("token-2");
            assertThat(world.lastTokenRequest())
                    .containsEntry("grant_type", "refresh_token")
                    .containsEntry("refresh_token", "refresh-1")
                    .containsEntry("resource", "https://mcp.example/mcp")
                    .containsEntry("client_id", "client-1")
                    .doesNotContainKey("scope");
            assertThat(token(world.refuse(world.attached(mcp())))).isEqualTo("token-3");
            assertThat(world.lastTokenRequest()).containsEntry("refresh_token", "refresh-1");
        }

        @Test
        void invalidGrantDropsTheTokensOnlyAndLogsInAgain() {
            McpRequest refused = refused();
            world.tokenEndpoint.then(400, "{\"error\":\"invalid_grant\"}");
            world.issues(Servers.tokens("token-2", "refresh-2"));

            assertThat(token(world.refuse(refused))).isEqualTo("token-2");
            assertThat(world.registrations()).isEqualTo(1);
            assertThat(world.person.shown()).hasSize(2);
        }

        @Test
        @Tag("quirk-35")
        void invalidClientDropsTheClientTooAndRegistersOnce() {
            McpRequest refused = refused();
            world.registrationEndpoint.then(201, "{\"client_id\":\"client-2\"}");
            world.tokenEndpoint.then(401, "{\"error\":\"invalid_client\"}");
            world.issues(Servers.tokens("token-2", "refresh-2"));

            assertThat(token(world.refuse(refused))).isEqualTo("token-2");
            assertThat(world.registrations()).isEqualTo(2);
        }

        @Test
        @Tag("quirk-36")
        void aServerErrorDropsNothing() {
            McpRequest refused = refused();
            Map<String, String> before = world.vault.documents();
            world.tokenEndpoint.then(503, "busy");
            world.issues(Servers.tokens("token-2", "refresh-2"));

            assertThat(reason(world.refuse(refused))).contains("503", "try again later");
            assertThat(world.vault.documents()).isEqualTo(before);
            assertThat(world.person.shown()).hasSize(1);
            world.clock.advance(Duration.ofMinutes(1));
            assertThat(token(world.refuse(refused))).isEqualTo("token-2");
        }

        @Test
        void aDeadNetworkDropsNothing() {
            McpRequest refused = refused();
            Map<String, String> before = world.vault.documents();
            world.tokenEndpoint.then(request -> new HttpFetcher.Unreachable("connection refused"));

            assertThat(reason(world.refuse(refused))).contains("did not answer");
            assertThat(world.vault.documents()).isEqualTo(before);
        }

        @Test
        @Tag("attack-15")
        @Tag("quirk-36")
        void invalidGrantAfterALostRaceTakesTheWinnersTokens() {
            McpRequest refused = refused();
            world.tokenEndpoint.then(request -> {
                EngineScenario winner = new EngineScenario().registers().issues(Servers.tokens("token-w", "refresh-w"));
                winner.refuse(mcp());
                winner.vault.documents().forEach(world.vault::write);
                return new HttpFetcher.Answer(400, Map.of(), "{\"error\":\"invalid_grant\"}", request.uri());
            });

            assertThat(token(world.refuse(refused))).isEqualTo("token-w");
            assertThat(world.person.shown()).hasSize(1);
            assertThat(world.vault.documents().toString()).contains("token-w");
        }
    }

    @Nested
    class NearExpiry {

        @Test
        void refreshesInTheBackgroundAndAttachesTheOldTokenMeanwhile() {
            Deque<Runnable> later = new ArrayDeque<>();
            AtomicBoolean background = new AtomicBoolean();
            world.executor = work -> {
                if (background.get()) {
                    later.add(work);
                } else {
                    work.run();
                }
            };
            world.refuse(mcp());
            world.issues(Servers.tokens("token-2", "refresh-2"));
            world.clock.advance(Duration.ofMinutes(59).plusSeconds(30));
            background.set(true);

            assertThat(tokenOf(world.engine().authorize(mcp()))).isEqualTo("token-1");
            assertThat(tokenOf(world.engine().authorize(mcp()))).isEqualTo("token-1");
            assertThat(later).hasSize(1);
            later.remove().run();
            assertThat(tokenOf(world.engine().authorize(mcp()))).isEqualTo("token-2");
            assertThat(world.tokenRequests()).isEqualTo(2);
        }

        @Test
        void nothingIsRefreshedBefore() {
            world.refuse(mcp());
            world.clock.advance(Duration.ofMinutes(58));

            assertThat(tokenOf(world.engine().authorize(mcp()))).isEqualTo("token-1");
            assertThat(world.tokenRequests()).isEqualTo(1);
        }

        @Test
        void aFailureIsNotRepeatedAtEveryRequestAndTheTokenServesOutItsTime() {
            world.refuse(mcp());
            world.tokenEndpoint.then(400, "{\"error\":\"invalid_grant\"}");
            world.clock.advance(Duration.ofMinutes(59).plusSeconds(30));
            for (int i = 0; i < 5; i++) {
                assertThat(tokenOf(world.engine().authorize(mcp()))).isEqualTo("token-1");
            }

            assertThat(world.tokenRequests()).isEqualTo(2);
        }

        private String tokenOf(Optional<Authorization> authorization) {
            return authorization.orElseThrow().token().reveal();
        }
    }

    @Test
    void anExpiredTokenIsNotAttachedAndIsRefreshedOnThe401() {
        world.tokenEndpoint.then(503, "busy");
        world.issues(Servers.tokens("token-2", "refresh-2"));
        world.refuse(mcp());
        world.clock.advance(Duration.ofHours(1));

        assertThat(world.engine().authorize(mcp())).isEmpty();
        assertThat(token(world.refuse(mcp()))).isEqualTo("token-2");
        assertThat(world.person.shown()).hasSize(1);
    }

    @Test
    void aTokenWithoutAStatedLifetimeIsAttachedUntilItIsRefused() {
        EngineScenario silent = new EngineScenario().registers().issues("{\"access_token\":\"t\",\"expires_in\":0}");
        silent.refuse(mcp());
        silent.clock.advance(Duration.ofDays(300));

        assertThat(silent.engine().authorize(mcp())).isPresent();
    }
}
