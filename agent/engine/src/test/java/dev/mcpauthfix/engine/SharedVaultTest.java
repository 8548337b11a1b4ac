package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static dev.mcpauthfix.engine.EngineScenario.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.port.HttpFetcher;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JVMs that share a vault and a rotating refresh token: failure F1, attack S15, rule R16. */
final class SharedVaultTest {

    private final EngineScenario world = new EngineScenario()
            .registers()
            .issues(Servers.tokens("token-1", "refresh-1"), Servers.tokens("token-2", "refresh-2"));

    @BeforeEach
    void loggedIn() {
        world.refuse(mcp());
    }

    /** What another JVM's refresh, or the command line's login, leaves behind. */
    private void anotherJvmRenews() {
        for (Map.Entry<String, String> document : world.vault.documents().entrySet()) {
            world.vault.write(
                    document.getKey(),
                    document.getValue().replace("token-1", "token-9").replace("refresh-1", "refresh-9"));
        }
    }

    @Test
    void whoWaitsForAnotherJvmsRefreshTakesItsTokensAndRefreshesNothing() {
        world.vault.beforeExclusive(this::anotherJvmRenews);

        assertThat(token(world.refuse(world.attached(mcp())))).isEqualTo("token-9");
        assertThat(world.tokenRequests()).isEqualTo(1);
    }

    @Test
    void whoFindsTokensThatRanOutMeanwhileUsesTheirRefreshTokenAndNotItsOwn() {
        McpRequest request = world.attached(mcp());
        world.vault.beforeExclusive(() -> {
            anotherJvmRenews();
            world.clock.advance(java.time.Duration.ofHours(2));
        });

        assertThat(token(world.refuse(request))).isEqualTo("token-2");
        assertThat(world.lastTokenRequest()).containsEntry("refresh_token", "refresh-9");
    }

    @Test
    void whileAnotherProcessKeepsTheLockTheRefreshTokenIsNotUsed() {
        McpRequest request = world.attached(mcp());
        world.vault.lockElsewhere();

        assertThat(reason(world.refuse(request))).contains("another process", "try again later");
        assertThat(world.tokenRequests()).isEqualTo(1);
        assertThat(world.person.shown()).hasSize(1);
    }

    @Test
    void aLoginThatCameInDuringTheRefreshWins() {
        EngineScenario other = new EngineScenario().registers();
        other.vault = world.vault;
        other.refuse(mcp());
        other.tokenEndpoint.then(request -> {
            anotherJvmRenews();
            return new HttpFetcher.Answer(200, Map.of(), Servers.tokens("token-3", "refresh-3"), request.uri());
        });

        assertThat(token(other.refuse(other.attached(mcp())))).isEqualTo("token-9");
        assertThat(world.vault.documents().toString()).contains("token-9").doesNotContain("token-3");
    }

    @Test
    void aLogoutOfTheCommandLineIsNotUndoneByTheNextRefresh() {
        McpRequest request = world.attached(mcp());
        world.refuse(request);
        McpRequest second = world.attached(mcp());
        for (String key : world.vault.documents().keySet()) {
            if (!key.startsWith("client ")) {
                world.vault.remove(key);
            }
        }
        long requests = world.tokenRequests();
        world.person.becomeUnavailable("nobody is there");

        assertThat(world.refuse(second)).isInstanceOf(Decision.PassThrough.class);
        assertThat(world.tokenRequests()).isEqualTo(requests);
        assertThat(world.vault.documents().toString()).doesNotContain("token-2", "refresh-2");
        assertThat(world.engine().authorize(mcp())).isEmpty();
    }

    @Test
    void aRefreshThatTheServerRefusedDeletesNothingThatSomebodyRenewed() {
        EngineScenario other = new EngineScenario().registers();
        other.vault = world.vault;
        other.refuse(mcp());
        other.tokenEndpoint.then(request -> {
            anotherJvmRenews();
            return new HttpFetcher.Answer(400, Map.of(), "{\"error\":\"invalid_grant\"}", request.uri());
        });

        assertThat(token(other.refuse(other.attached(mcp())))).isEqualTo("token-9");
        assertThat(world.vault.documents().toString()).contains("token-9");
    }
}
