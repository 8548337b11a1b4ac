package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static dev.mcpauthfix.engine.EngineScenario.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StepUpTest {

    private final EngineScenario world = new EngineScenario()
            .registers()
            .issues(Servers.tokens("narrow", "refresh-1"), Servers.tokens("wide", "refresh-2"));

    private McpRequest withNarrowToken() {
        world.refuse(mcp(), 401, "Bearer scope=\"mcp:basic\"");
        return world.attached(mcp());
    }

    @Test
    void asksForTheUnionOfOldAndChallengedScopesAndNeverRefreshesToWiden() {
        assertThat(token(world.refuseScope(withNarrowToken(), "mcp:write"))).isEqualTo("wide");

        assertThat(world.person.lastQuery()).containsEntry("scope", "mcp:basic mcp:write");
        assertThat(world.lastTokenRequest()).containsEntry("grant_type", "authorization_code");
        assertThat(world.registrations()).isEqualTo(1);
    }

    @Test
    void aRepeatedIdenticalChallengeIsFinal() {
        McpRequest narrow = withNarrowToken();
        McpRequest wide = narrow.sentWith(EngineScenario.authorization(world.refuseScope(narrow, "mcp:write")));

        assertThat(reason(world.refuseScope(wide, "mcp:write"))).contains("\"mcp:write\"", "end the same way");
        assertThat(reason(world.refuseScope(world.attached(mcp()), "mcp:write")))
                .contains("end the same way");
        assertThat(world.person.shown()).hasSize(2);
    }

    @Test
    void aScopeThatWasGrantedAlreadyIsNotAskedForAgain() {
        world.refuse(mcp(), 401, "Bearer scope=\"mcp:admin\"");

        assertThat(reason(world.refuseScope(world.attached(mcp()), "mcp:admin")))
                .contains("end the same way");
        assertThat(world.person.shown()).hasSize(1);
    }

    @Test
    @Tag("attack-16")
    void aServerThatInventsScopesForEverIsStoppedAfterThreeStepUps() {
        McpRequest request = withNarrowToken();
        for (int i = 0; i < 6; i++) {
            world.issues(Servers.tokens("t" + i, null));
        }
        for (int i = 0; i < 6; i++) {
            world.refuseScope(request, "scope-" + i);
            request = world.attached(mcp());
        }

        assertThat(world.person.shown()).hasSize(4);
    }

    @Test
    void aDeclinedStepUpKeepsTheNarrowerToken() {
        McpRequest narrow = withNarrowToken();
        world.person.redirect(Map.of("error", "access_denied"));

        assertThat(reason(world.refuseScope(narrow, "mcp:write"))).contains("access_denied");
        assertThat(world.attached(mcp()).sent()).isEqualTo(narrow.sent());
        world.refuseScope(narrow, "mcp:write");
        assertThat(world.person.shown()).hasSize(2);
        world.clock.advance(Duration.ofMinutes(1));
        world.refuseScope(narrow, "mcp:write");
        assertThat(world.person.shown()).hasSize(3);
    }

    @Test
    void aConfiguredScopeIsNeverWidened() {
        world.settings.scope("mcp:basic");

        assertThat(reason(world.refuseScope(withNarrowToken(), "mcp:write"))).contains("the setting scope");
    }

    @Test
    void aChallengeWithoutScopeNamesTheSetting() {
        assertThat(reason(world.refuse(withNarrowToken(), 403, "Bearer error=\"insufficient_scope\"")))
                .contains("set scope");
    }

    @Test
    void aCallerWithAnOlderTokenGetsTheWiderOneAtOnce() {
        McpRequest narrow = withNarrowToken();
        world.refuseScope(narrow, "mcp:write");

        assertThat(token(world.refuseScope(narrow, "mcp:write"))).isEqualTo("wide");
        assertThat(world.person.shown()).hasSize(2);
    }

    @Test
    void a403WithoutBearerInsufficientScopeIsTheApplicationsOwn() {
        McpRequest narrow = withNarrowToken();

        world.refuse(narrow, 403);
        world.refuse(narrow, 403, "Basic realm=\"x\"");
        world.refuse(narrow, 403, EngineScenario.BEARER);
        world.refuse(mcp(), 403, "Bearer");
        assertThat(world.person.shown()).hasSize(1);
    }

    @Test
    void a403ThatMeans401IsTakenAsOne() {
        assertThat(token(world.refuse(mcp(), 403, EngineScenario.BEARER))).isEqualTo("narrow");
    }
}
