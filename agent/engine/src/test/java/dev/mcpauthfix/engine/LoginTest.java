package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static dev.mcpauthfix.engine.EngineScenario.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.port.EventSink.Event;
import dev.mcpauthfix.engine.port.EventSink.Kind;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.port.UserAgent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LoginTest {

    private final EngineScenario world =
            new EngineScenario().registers().issues(Servers.tokens("token-1", "refresh-1"));

    @Test
    void aHintless401BecomesARetryWithANewToken() {
        assertThat(token(world.refuse(mcp()))).isEqualTo("token-1");
        assertThat(world.engine().authorize(mcp())).hasValueSatisfying(authorization -> {
            assertThat(authorization.headers("POST", Servers.MCP))
                    .containsOnly(entry("Authorization", "Bearer token-1"));
            assertThat(authorization.token().reveal()).isEqualTo("token-1");
        });
        assertThat(world.person.openSessions()).isZero();
    }

    @Test
    void oneInfoLineTellsTheRecovery() {
        world.refuse(mcp());

        assertThat(world.logger.lines())
                .containsExactly("INFO authorized https://mcp.example/mcp: server-metadata-origin, issuer"
                        + " \"https://as.example\", dynamic registration, 4 requests, 0 ms");
    }

    @Test
    void eventsTellEveryStep() {
        world.engine().onOutcome(world.retried(mcp()), 200);

        assertThat(world.events.events())
                .extracting(Event::kind)
                .containsExactly(Kind.DISCOVERED, Kind.REGISTERED, Kind.AUTHORIZED, Kind.HEALED);
        assertThat(world.events.of(Kind.AUTHORIZED).get(0).rung()).isEqualTo("server-metadata-origin");
        assertThat(world.events.of(Kind.AUTHORIZED).get(0).requests()).isEqualTo(4);
    }

    @Test
    void aRetryThatIsRefusedAgainIsNoHealing() {
        world.engine().onOutcome(world.retried(mcp()), 401);

        assertThat(world.events.of(Kind.HEALED)).isEmpty();
    }

    @Test
    @Tag("quirk-21")
    void resourceIsTheSameInBothRequestsByteForByte() {
        world.resource = "HTTPS://mcp.example:443/mcp";
        world.refuse(mcp());

        assertThat(world.person.lastQuery()).containsEntry("resource", "HTTPS://mcp.example:443/mcp");
        assertThat(world.lastTokenRequest()).containsEntry("resource", "HTTPS://mcp.example:443/mcp");
    }

    @Test
    void theSettingLeavesTheResourceOut() {
        world.settings.withoutResource();
        world.refuse(mcp());

        assertThat(world.person.lastQuery()).doesNotContainKey("resource");
        assertThat(world.lastTokenRequest()).doesNotContainKey("resource");
    }

    @Test
    void challengeScopeIsRegisteredAndRequested() {
        world.resourceScopes = java.util.List.of("a", "b");
        world.refuse(mcp(), 401, "Bearer scope=\"mcp:basic\"");

        assertThat(world.person.lastQuery()).containsEntry("scope", "mcp:basic");
        assertThat(world.http.requests().get(0).body()).contains("\"scope\":\"mcp:basic\"");
    }

    @Test
    void offlineAccessIsAddedWithConsentOnlyWhereTheServerListsIt() {
        world.server.scopes("mcp:basic", "offline_access");
        world.refuse(mcp(), 401, "Bearer scope=\"mcp:basic\"");

        assertThat(world.person.lastQuery())
                .containsEntry("scope", "mcp:basic offline_access")
                .containsEntry("prompt", "consent");
    }

    @Nested
    class WhatTheAuthorizationServerRefuses {

        @Test
        void resourceRefusedAtTheMcpServersOwnAuthorizationEndpointIsLeftOutOnce() {
            world.server.token("https://mcp.example/token");
            world.http.computes("https://mcp.example/token", world.tokenEndpoint);
            world.person.answer(query -> new UserAgent.Redirected(
                    query.containsKey("resource")
                            ? Map.of("error", "invalid_target", "state", query.get("state"))
                            : Map.of("code", "c", "state", query.get("state"))));

            assertThat(token(world.refuse(mcp()))).isEqualTo("token-1");
            assertThat(world.person.shown()).hasSize(2);
            assertThat(world.person.lastQuery()).doesNotContainKey("resource");
        }

        @Test
        void resourceRefusedByAnotherHostsAuthorizationServerIsNeverLeftOut() {
            world.person.redirect(Map.of("error", "invalid_target"));

            assertThat(reason(world.refuse(mcp()))).contains("\"invalid_target\"", "resource=omit");
            assertThat(world.person.shown()).hasSize(1);
            assertThat(world.tokenRequests()).isZero();
        }

        @Test
        void aClientDisownedAtTheTokenEndpointIsRegisteredAnewOnce() {
            EngineScenario fresh = new EngineScenario();
            fresh.registrationEndpoint
                    .then(201, "{\"client_id\":\"client-1\"}")
                    .then(201, "{\"client_id\":\"client-2\"}");
            fresh.tokenEndpoint.then(401, "{\"error\":\"invalid_client\"}").then(200, Servers.tokens("token-2", null));

            assertThat(token(fresh.refuse(mcp()))).isEqualTo("token-2");
            assertThat(fresh.lastTokenRequest()).containsEntry("client_id", "client-2");
        }

        @Test
        @Tag("quirk-35")
        void aServerThatHasTooMuchToDoIsLeftAloneForAsLongAsItWants() {
            EngineScenario busy = new EngineScenario();
            busy.registrationEndpoint.then(
                    request -> new HttpFetcher.Answer(429, Map.of("retry-after", List.of("300")), "", request.uri()));

            assertThat(reason(busy.refuse(mcp()))).contains("429", "left alone for 300 s");
            busy.clock.advance(Duration.ofSeconds(299));
            assertThat(reason(busy.refuse(mcp()))).contains("left alone for 300 s");
            assertThat(busy.http.requests()).hasSize(1);

            busy.clock.advance(Duration.ofSeconds(2));
            busy.registers().issues(Servers.tokens("token-1", null));
            assertThat(token(busy.refuse(mcp()))).isEqualTo("token-1");
        }

        @Test
        void aServerThatDisownsEveryClientIsNotFilledWithThem() {
            EngineScenario fresh = new EngineScenario().registers();
            fresh.tokenEndpoint.then(401, "{\"error\":\"invalid_client\"}");

            assertThat(reason(fresh.refuse(mcp()))).contains("\"invalid_client\"");
            fresh.clock.advance(Duration.ofMinutes(2));
            fresh.refuse(mcp());
            assertThat(fresh.registrations()).isEqualTo(2);
        }

        @Test
        void deniedAccessIsToldQuotedAndRemembered() {
            world.person.redirect(Map.of("error", "access_denied", "error_description", "no\u001b[31m\r\nway"));

            assertThat(reason(world.refuse(mcp())))
                    .contains("\"access_denied\" \"no[31mway\"")
                    .doesNotContain("\u001b", "\n");
            world.refuse(mcp());
            assertThat(world.person.shown()).hasSize(1);
        }

        @Test
        @Tag("attack-5")
        void aForgedIssuerStopsBeforeTheTokenRequest() {
            world.person.redirect(Map.of("code", "c", "iss", "https://evil.example"));

            assertThat(reason(world.refuse(mcp())))
                    .contains("\"https://evil.example\"", "\"https://as.example\"", "RFC 9207");
            assertThat(world.tokenRequests()).isZero();
        }
    }

    @Nested
    class WithoutAPerson {

        @Test
        void passesThroughAndNamesTheCommandThatHelps() {
            world.person.becomeUnavailable("no terminal");

            assertThat(reason(world.refuse(mcp())))
                    .contains("no terminal", "java -jar mcp-auth-fix.jar login https://mcp.example/mcp");
            assertThat(world.person.preferred()).isEmpty();
            assertThat(world.http.requests()).isEmpty();
        }

        @Test
        void warnsOncePerResourceNotPerRequest() {
            world.person.becomeUnavailable("no terminal");
            for (int i = 0; i < 5; i++) {
                world.refuse(mcp());
                world.clock.advance(Duration.ofMinutes(2));
            }

            assertThat(world.logger.lines()).hasSize(1).first().asString().startsWith("WARN");
            assertThat(world.events.of(Kind.PASSED_THROUGH)).hasSize(5);
        }

        @Test
        void aLoginFromTheCommandLineHelpsAtTheNextRequest() {
            world.person.becomeUnavailable("no terminal");
            world.refuse(mcp());
            EngineScenario commandLine =
                    new EngineScenario().registers().issues(Servers.tokens("token-cli", "refresh-cli"));
            commandLine.vault = world.vault;
            commandLine.refuse(mcp());

            assertThat(token(world.refuse(mcp()))).isEqualTo("token-cli");
        }

        @Test
        void clientCredentialsNeedNobody() {
            world.settings
                    .grant(EngineSettings.Grant.CLIENT_CREDENTIALS)
                    .client("service", "s3cret")
                    .clientResource("https://mcp.example");
            world.person.becomeUnavailable("no terminal");

            assertThat(token(world.refuse(mcp(), 401, "Bearer scope=\"mcp:basic\"")))
                    .isEqualTo("token-1");
            assertThat(world.registrations()).isZero();
            assertThat(world.lastTokenRequest())
                    .containsEntry("grant_type", "client_credentials")
                    .containsEntry("resource", "https://mcp.example/mcp")
                    .containsEntry("scope", "mcp:basic");
        }

        @Test
        void clientCredentialsWithoutAClientNameTheSettings() {
            world.settings.grant(EngineSettings.Grant.CLIENT_CREDENTIALS);

            assertThat(reason(world.refuse(mcp()))).contains("client.resource", "issuer");
        }
    }

    @Test
    @Tag("quirk-42")
    void discoveryThatStopsIsRememberedForAWhile() {
        world.stopped = new DiscoveryResult.Stopped(DiscoveryResult.Why.UNREACHABLE, "try again later", 3);

        assertThat(reason(world.refuse(mcp()))).isEqualTo("try again later");
        world.refuse(mcp());
        assertThat(world.discoveries).isEqualTo(1);

        world.stopped = null;
        world.clock.advance(Duration.ofMinutes(1));
        assertThat(token(world.refuse(mcp()))).isEqualTo("token-1");
    }

    @Test
    void aFaultOfOursIsRememberedForAWhileToo() {
        world.server.authorize("no URL at all");
        world.refuse(mcp());
        world.refuse(mcp());

        assertThat(world.discoveries).isEqualTo(1);
    }

    @Test
    void aPortThatCannotBeOpenedIsAReason() {
        world.person.haveNoPorts();

        assertThat(reason(world.refuse(mcp()))).contains("no loopback port");
    }

    @Test
    @Tag("quirk-35")
    void aCallbackThatNeverComesMakesTheNextLoginRegisterAnew() {
        world.refuse(mcp());
        world.restart();
        world.vault.remove("resource https://mcp.example/mcp");
        world.person.answer(query -> new UserAgent.Abandoned("five minutes passed"));
        assertThat(reason(world.refuse(mcp()))).contains("nobody completed the login");
        assertThat(world.registrations()).isEqualTo(1);

        world.clock.advance(Duration.ofMinutes(2));
        world.person.redirect(Map.of("code", "c"));
        world.refuse(mcp());
        assertThat(world.registrations()).isEqualTo(2);
    }

    @Test
    @Tag("quirk-35")
    void theStoredRegistrationAndItsPortAreUsedAgain() {
        world.refuse(mcp());
        world.restart();
        world.vault.remove("resource https://mcp.example/mcp");
        world.refuse(mcp());

        assertThat(world.registrations()).isEqualTo(1);
        assertThat(world.person.preferred().get(1)).hasToString("http://127.0.0.1:40001/callback");
    }

    @Test
    @Tag("attack-9")
    void anotherAuthorizationServerNeverSeesTheOldClient() {
        world.refuse(mcp());
        world.server.issuer("https://other.example");
        world.registrationEndpoint.then(201, "{\"client_id\":\"client-2\"}");
        world.restart();
        world.vault.remove("resource https://mcp.example/mcp");
        world.refuse(mcp());

        assertThat(world.registrations()).isEqualTo(2);
    }

    @Test
    void aServerThatTakesEachTokenOnceRaisesNoStormOfLoginPages() {
        EngineScenario greedy = new EngineScenario().registers();
        for (int i = 0; i < 50; i++) {
            greedy.issues(Servers.tokens("token-" + i, null));
        }
        McpRequest request = mcp();
        while (greedy.refuse(request) instanceof Decision.Retry retry) {
            greedy.engine().onOutcome(request.sentWith(retry.authorization()), 200);
            request = greedy.attached(mcp());
        }

        assertThat(greedy.person.shown()).hasSize(12);
        assertThat(reason(greedy.refuse(request))).contains("twelve logins did not last");
    }

    @Test
    @Tag("attack-16")
    void threeLoginsInAnHourThatHelpNobodyAreEnough() {
        world.person.redirect(Map.of("error", "access_denied"));
        String last = "";
        for (int i = 0; i < 10; i++) {
            last = reason(world.refuse(mcp()));
            world.clock.advance(Duration.ofMinutes(2));
        }

        assertThat(world.person.shown()).hasSize(3);
        assertThat(last).contains("three authorizations within an hour");
    }
}
