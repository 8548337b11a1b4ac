package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static dev.mcpauthfix.engine.EngineScenario.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.EngineSettings.Credentials;
import dev.mcpauthfix.engine.EngineSettings.Grant;
import dev.mcpauthfix.engine.port.SecretSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An access token that somebody else obtains and renews. */
final class GivenTokenTest {

    private final EngineScenario world = new EngineScenario();
    private SecretSource.Result content = new SecretSource.Found(Secret.of("given-1"));
    private boolean watchable = true;
    private final AtomicInteger reads = new AtomicInteger();

    private final class Content implements SecretSource {
        @Override
        public Result read() {
            reads.incrementAndGet();
            return content;
        }

        @Override
        public boolean isWatchable() {
            return watchable;
        }
    }

    @BeforeEach
    void nobodyIsThere() {
        world.person.becomeUnavailable("no terminal");
        world.settings
                .grant(Grant.TOKEN)
                .clientResource("https://mcp.example")
                .credentials(new Credentials(null, null, null, new Content(), null));
    }

    private void holds(String token) {
        content = new SecretSource.Found(Secret.of(token));
    }

    private String sent() {
        return world.engine().authorize(mcp()).orElseThrow().token().reveal();
    }

    @Test
    void isSentWithoutAnyDiscoveryAndKeptNowhere() {
        assertThat(token(world.refuse(mcp()))).isEqualTo("given-1");

        assertThat(world.discoveries).isZero();
        assertThat(world.http.requests()).isEmpty();
        assertThat(world.vault.keys("")).isEmpty();
        assertThat(sent()).isEqualTo("given-1");
    }

    @Test
    void isTakenUpWhenItChangesBeforeTheServerRefusesTheOldOne() {
        world.refuse(mcp());
        assertThat(sent()).isEqualTo("given-1");
        holds("given-2");
        assertThat(sent()).isEqualTo("given-1");
        world.clock.advance(Duration.ofSeconds(6));

        assertThat(sent()).isEqualTo("given-2");
    }

    @Test
    void isReadAgainWhenTheServerRefusesIt() {
        Authorization first = ((Decision.Retry) world.refuse(mcp())).authorization();
        assertThat(reason(world.refuse(mcp().sentWith(first)))).contains("refused the token", "have it renewed");
        holds("given-2");

        assertThat(token(world.refuse(mcp().sentAtFirstWith(first)))).isEqualTo("given-2");
    }

    @Test
    void aProgramIsNotRunForEachRefusedRequest() {
        watchable = false;
        content = new SecretSource.Unavailable("token.command: it ended with exit code 1");

        assertThat(reason(world.refuse(mcp()))).contains("exit code 1");
        assertThat(reason(world.refuse(mcp()))).contains("exit code 1");
        assertThat(reads).hasValue(1);
        world.clock.advance(Duration.ofMinutes(2));
        holds("given-1");
        assertThat(token(world.refuse(mcp()))).isEqualTo("given-1");
    }

    @Test
    void stillServesWhileItsFileIsAway() {
        world.refuse(mcp());
        content = new SecretSource.Unavailable("token.file: there is no such file");
        world.clock.advance(Duration.ofSeconds(6));

        assertThat(sent()).isEqualTo("given-1");
        assertThat(sent()).isEqualTo("given-1");
    }

    @Test
    void isNoTokenWhenItWouldBeAnotherHeader() {
        holds("given-1\r\nX-Injected: 1");
        assertThat(reason(world.refuse(mcp()))).contains("no access token").doesNotContain("given-1");
        holds("Bearer given-1");
        assertThat(reason(world.refuse(mcp()))).contains("without \"Bearer\"");
    }

    @Test
    void isSentToNobodyElse() {
        assertThat(reason(world.refuse(EngineScenario.post("https://other.example/mcp"))))
                .contains("client.resource", "[https://other.example/mcp]");
        assertThat(reads).hasValue(0);
    }

    @Test
    void isNotSentOverAnUnprotectedConnection() {
        world.settings.clientResource("http://mcp.example");

        assertThat(reason(world.refuse(EngineScenario.post("http://mcp.example/mcp"))))
                .contains("over plain http");
        assertThat(reads).hasValue(0);
    }
}
